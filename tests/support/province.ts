import { prepareHub, provisionDatabases, type Stack } from "@tongshu/scripts/stack";
import { adminUrl } from "./database.ts";
import { cloneHub } from "./hub-databases.ts";

/** About 11,600 persons: every prefecture and every kind of record is there. */
export const PROVINCE = { scale: 0.0005, seed: 1 } as const;

/** Copies of the six databases with a small province and the demo clients, removed when `owning` is disposed of. */
export function cloneProvince(owning: AsyncDisposableStack): Promise<Stack> {
  return cloneHub(owning, {
    prefix: "",
    async prepare(base) {
      await provisionDatabases(adminUrl(), base.secrets);
      await prepareHub(base, PROVINCE);
    },
  });
}

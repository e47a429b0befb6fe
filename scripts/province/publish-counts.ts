import { openWriter, publishCounts } from "@tongshu/kit";
import { REGISTER_NAMES } from "../databases/names.ts";
import { loadRegister } from "../stack/registers.ts";
import type { Stack } from "../stack/stack.ts";

/** This month's edition of every published table that has none yet, each register's under the role that loads it. */
export async function publishAllCounts(stack: Pick<Stack, "urlOf">, nowMs: number): Promise<void> {
  await Promise.all(
    REGISTER_NAMES.map(async (name) => {
      const { definition } = await loadRegister(name);
      const writer = openWriter({
        url: stack.urlOf(name, "loader"),
        applicationName: "tongshu-publish-counts",
        connectionCount: 1,
      });
      try {
        await publishCounts(definition.counts ?? [], writer.tables, nowMs);
      } finally {
        await writer.close();
      }
    }),
  );
}

import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Mutation } from "./mutation.ts";

const FOLDER = "tests/security/mutations";

/** The list of a workspace: what each file of its folder exports as `MUTATIONS`. */
export async function loadMutations(root: string): Promise<readonly Mutation[]> {
  const folder = join(root, FOLDER);
  const names = readdirSync(folder).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
  const lists = await Promise.all(names.sort().map((name) => import(join(folder, name))));
  return lists.flatMap(({ MUTATIONS }: { MUTATIONS: readonly Mutation[] }) => MUTATIONS);
}

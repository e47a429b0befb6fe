import { migrateHub } from "@tongshu/gateway";
import { migrateDatabase } from "@tongshu/kit";
import { REGISTER_NAMES, roleOf } from "../databases/names.ts";
import { loadRegister } from "./registers.ts";
import type { Stack } from "./stack.ts";

/** Brings all six databases to their newest migration, each under the role that owns it. */
export async function migrateAll(stack: Stack): Promise<void> {
  const registers = REGISTER_NAMES.map(async (name) => {
    const { migrationsFolder } = await loadRegister(name);
    await migrateDatabase(stack.urlOf(name, "owner"), migrationsFolder);
  });
  const hub = migrateHub({
    ownerUrl: stack.urlOf("hub", "owner"),
    runtimeRole: roleOf("hub", "runtime"),
    controlRole: roleOf("hub", "control"),
  });
  await Promise.all([hub, ...registers]);
}

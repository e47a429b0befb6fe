import { ensureProvince, type ProvinceSize } from "../province/ensure-province.ts";
import { migrateAll } from "./migrate-all.ts";
import { seedClients } from "./seed-clients.ts";
import type { Stack } from "./stack.ts";

/** From empty databases to everything a hub answers with; again is quick and changes nothing. */
export async function prepareHub(stack: Stack, size: ProvinceSize): Promise<void> {
  await migrateAll(stack);
  await ensureProvince(stack, size);
  await seedClients(stack);
}

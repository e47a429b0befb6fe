import { systemClock } from "@tongshu/kit";
import { demoSubjects } from "../generate/demo-subjects.ts";
import { ensureProvince, type ProvinceSize } from "../province/ensure-province.ts";
import { publishAllCounts } from "../province/publish-counts.ts";
import { migrateAll } from "./migrate-all.ts";
import { seedClients } from "./seed-clients.ts";
import { familyOf, seedConsents } from "./seed-consents.ts";
import type { Stack } from "./stack.ts";

/** The case that the README asks under. */
const DEMO_CASE = "2017-42";

/** From empty databases to everything a hub answers with; again is quick and changes nothing. */
export async function prepareHub(stack: Stack, size: ProvinceSize): Promise<void> {
  await migrateAll(stack);
  await ensureProvince(stack, size);
  await publishAllCounts(stack, systemClock.nowMs());
  await seedClients(stack);
  await seedConsents(stack, await familyOf(stack, demoSubjects(size).person.personId), DEMO_CASE);
}

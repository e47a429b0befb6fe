import { addConsents, openHubDatabase } from "@tongshu/gateway";
import { systemClock } from "@tongshu/kit";
import postgres from "postgres";
import type { Stack } from "./stack.ts";

/** The purpose of the demonstration that rests on consent. */
const PURPOSE = { department: "CAD", purpose: "SOCIAL_ASSISTANCE_CHECK" } as const;
const PAPER = {
  givenBy: "cad-officer-1",
  evidence: "最低生活保障申请授权书 · letter of authority for assistance",
} as const;

/** The signed authority of people who apply for assistance, as an officer recorded it; again changes nothing. */
export async function seedConsents(stack: Stack, personIds: readonly string[], caseNo: string): Promise<void> {
  const database = openHubDatabase({ url: stack.urlOf("hub", "owner"), applicationName: "seed" });
  try {
    const givenAt = new Date(systemClock.nowMs());
    await addConsents(
      database.db,
      personIds.map((personId) => ({ ...PURPOSE, ...PAPER, caseNo, personId, givenAt })),
    );
  } finally {
    await database.close();
  }
}

/** Everybody in the household of this person; nobody where the register does not know the person. */
export async function familyOf(stack: Stack, personId: string): Promise<string[]> {
  const sql = postgres(stack.urlOf("population", "runtime"), { max: 1, onnotice: () => {} });
  try {
    const rows = await sql<{ person_id: string }[]>`
      SELECT m.person_id FROM household_members m JOIN persons p USING (household_id) WHERE p.person_id = ${personId}`;
    return rows.map((row) => row.person_id);
  } finally {
    await sql.end();
  }
}

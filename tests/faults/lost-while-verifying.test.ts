import postgres from "postgres";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { doorOf } from "../support/database-door.ts";
import { ada } from "../support/planted/people.ts";
import { usePlantedHub } from "../support/planted-hub.ts";

const hub = usePlantedHub({ limits: { registerRetryAfterMs: 300 } });

const QUERY = "query ($subjects: [PersonClaims!]!) { verifyPersons(subjects: $subjects) { claims { result } } }";

function claim(name: string) {
  return hub().ask("hrsPension", { query: QUERY, variables: { subjects: [{ idNumber: ada["id_number"], name }] } });
}

async function guesses(): Promise<number> {
  const sql = postgres(hub().stack.urlOf("hub", "owner"), { max: 1, onnotice: () => {} });
  try {
    const [row] = await sql`SELECT count(*)::int AS count FROM verification_guesses, jsonb_object_keys(guesses)`;
    return row?.["count"];
  } finally {
    await sql.end();
  }
}

beforeEach(async () => {
  await vi.waitFor(async () => expect((await claim("安雅秀")).errors).toEqual([]), { timeout: 10_000 });
});

afterEach(async () => {
  for (const name of ["population", "hub"] as const) await doorOf(hub().stack, name).open();
});

describe("verification", () => {
  test("keeps a guess counted when the register is lost, and lets the same claim be made again", async () => {
    await doorOf(hub().stack, "population").shut();
    for (let attempt = 0; attempt < 7; attempt += 1) {
      const reply = await claim("安雅秀");
      expect([reply.codes, reply.data]).toEqual([["SOURCE_DOWN"], { verifyPersons: null }]);
    }
    expect(await guesses()).toBe(1);
    await doorOf(hub().stack, "population").open();
    await vi.waitFor(
      async () => expect((await claim("安雅秀")).data).toEqual({ verifyPersons: [{ claims: [{ result: "MATCH" }] }] }),
      { timeout: 10_000 },
    );
    expect(await guesses()).toBe(0);
  });

  test("asks no register when guesses cannot be counted", async () => {
    await doorOf(hub().stack, "hub").shut();
    const reply = await claim("安雅秀");
    expect([reply.status, reply.codes, reply.data]).toEqual([503, ["AUDIT_UNAVAILABLE"], undefined]);
    expect(hub().calls).toEqual([]);
  });
});

import postgres from "postgres";
import { expect, test } from "vitest";
import { startTestHub } from "./hub.ts";

test("a test hub has a province of its own and answers", { timeout: 120_000 }, async () => {
  const hub = await startTestHub();
  const sql = postgres(hub.urlOf("population", "runtime"), { max: 1 });
  const [row] = await sql`select count(*)::int as persons from persons`;
  await sql.end();
  expect(row?.["persons"]).toBeGreaterThan(10_000);

  const token = await hub.token({ clientId: "psd-investigation", officerId: "psd-investigator-1" });
  const response = await fetch(`${hub.url}/graphql`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "x-purpose": "CRIMINAL_INVESTIGATION",
      "x-case": "620102-2017-0042",
    },
    body: JSON.stringify({ query: "{ departments { code } }" }),
  });
  expect(response.status).toBe(200);
  await hub.stop();
  const gone = postgres(hub.urlOf("population", "runtime"), { max: 1 });
  await expect(gone`select 1`).rejects.toThrow("does not exist");
  await gone.end();
});

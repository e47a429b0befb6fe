// Class "leaks on the side", "too much": nothing is answered that is not recorded, and nothing that is asked is free.
import postgres from "postgres";
import { expect, test } from "vitest";
import { ada } from "../support/planted/people.ts";
import { usePlantedHub } from "../support/planted-hub.ts";

const hub = usePlantedHub({ limits: { clientPointsPerSecond: 1, clientBurstPoints: 300 } });
const NAME = "query ($n: CitizenIdNumber!) { person(idNumber: $n) { name } }";
const nameOf = () => hub().ask("psd", { query: NAME, variables: { n: ada["id_number"] } });

test("an answer waits for its record: while none can be written, nothing of it leaves", async () => {
  expect((await nameOf()).data.person).toEqual({ name: ada["name"] });
  const sql = postgres(hub().stack.urlOf("hub", "owner"), { max: 1, onnotice: () => {} });
  const refused = await sql.begin(async (tx) => {
    await tx`lock table audit_records in exclusive mode`;
    return nameOf();
  });
  await sql.end();
  expect([refused.codes, refused.data ?? null]).toEqual([["AUDIT_UNAVAILABLE"], null]);
  expect(refused.text).not.toContain(ada["name"]);
  expect((await nameOf()).data.person).toEqual({ name: ada["name"] });
});

test("pages of the own log under ninety names in one question cost as much as ninety questions", async () => {
  const many = Array.from({ length: 90 }, (_, index) => `a${index}: myRecord(first: 100) { lines { at } }`);
  const { codes } = await hub().ask("citizen", { query: `{ ${many.join(" ")} }` });
  expect(codes).toContain("RATE_LIMITED");
  expect(codes.filter((code) => code !== "RATE_LIMITED")).toEqual([]);
});

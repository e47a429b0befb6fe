import { expect, test } from "vitest";
import { rowsOf } from "../checks/rows-of.ts";
import { openProvince } from "../province.ts";
import { supervisionVolumes } from "./volumes.ts";

test("adds up to 3.5 million records in the whole province", () => {
  const { inspections, entityPenalties, personPenalties, abnormalEntries, seriousEntries } = supervisionVolumes(
    1,
    2_324_000,
    2_223_000,
  );
  expect(inspections + entityPenalties + personPenalties + abnormalEntries + seriousEntries).toBe(3_500_000);
});

test("puts penalties on 4.5 % of organisations and list entries on 12 % of the market", () => {
  const province = openProvince({ scale: 0.005, seed: 1 });
  const subjects = (table: string, column: string) =>
    new Set([...rowsOf(province, table)].map((row) => row[column])).size;
  const market = province.directory.cells
    .filter(({ codePrefix }) => codePrefix.startsWith("9"))
    .reduce((sum, { count }) => sum + count, 0);
  expect((100 * subjects("penalties", "party_entity_id")) / province.directory.count).toBeCloseTo(4.5, 0);
  expect((100 * subjects("abnormal_list_entries", "entity_id")) / market).toBeCloseTo(12, 0);
});

test("never publishes a penalty of a person, a mere warning or a revoked decision", () => {
  const province = openProvince({ scale: 0.005, seed: 1 });
  for (const row of rowsOf(province, "penalties")) {
    const isSecret = row["party_person_id"] !== null || row["kinds"] === "{WARNING}" || row["revoked_date"] !== null;
    expect(row["publish"]).toBe(isSecret ? "NO" : "YES");
  }
});

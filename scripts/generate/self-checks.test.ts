import { createHash } from "node:crypto";
import { encodeCopyRow } from "@tongshu/kit";
import { expect, test } from "vitest";
import { openProvince } from "./province.ts";
import { PROVINCE_TABLES } from "./rows/province-tables.ts";
import { sliceOf } from "./rows/slice.ts";
import { checkProvince } from "./self-checks.ts";

const SCALE = 0.0005;
/** A province is made several times over; a busy machine takes longer than tests usually may. */
const TIMEOUT_MS = 90_000;

/** SHA-256 of a whole table, made in so many parts by provinces that know nothing of each other. */
function digestOf(table: (typeof PROVINCE_TABLES)[number], parts: number, seed: number): string {
  const hash = createHash("sha256");
  for (let index = 0; index < parts; index++) {
    const province = openProvince({ scale: SCALE, seed });
    for (const row of table.rows(province, sliceOf(index, parts))) hash.update(encodeCopyRow(row));
  }
  return hash.digest("hex");
}

test("keeps every rule at the scale of the tests", { timeout: TIMEOUT_MS }, () => {
  expect(checkProvince({ scale: SCALE, seed: 1 })).toEqual([]);
});

test("keeps every rule in the smallest province, under another seed", () => {
  expect(checkProvince({ scale: 0.000001, seed: 2 })).toEqual([]);
});

test("gives the same bytes whole and, run again, in slices", { timeout: TIMEOUT_MS }, () => {
  for (const table of PROVINCE_TABLES) expect(digestOf(table, 7, 1), table.name).toBe(digestOf(table, 1, 1));
});

test("gives other people under another seed", () => {
  const [persons] = PROVINCE_TABLES;
  expect(digestOf(persons!, 1, 2)).not.toBe(digestOf(persons!, 1, 1));
});

import { expect, test } from "vitest";
import { rowsOf } from "../checks/rows-of.ts";
import { openProvince } from "../province.ts";

const province = openProvince({ scale: 0.001, seed: 1 });
const persons = [...rowsOf(province, "persons")];
const share = (isCounted: (row: (typeof persons)[number]) => boolean) =>
  (100 * persons.filter(isCounted).length) / persons.length;

test("has about one inhabitant in ten of another people than the Han", () => {
  expect(share((row) => row["ethnicity"] !== "HAN")).toBeGreaterThan(8.9);
  expect(share((row) => row["ethnicity"] !== "HAN")).toBeLessThan(11.5);
});

test("has 2.5 % inflow and 2.6 % outflow", () => {
  expect(share((row) => row["population_kinds"]!.includes("INFLOW"))).toBeCloseTo(2.5, 0);
  expect(share((row) => row["population_kinds"]!.includes("OUTFLOW"))).toBeCloseTo(2.5, 0);
});

test("has deceased people with a day of death, who count nowhere and are insured no more, but for the planted ones", () => {
  const deceased = persons.filter((row) => row["life_status"] === "DECEASED");
  expect(deceased.length).toBeGreaterThan(200);
  for (const row of deceased) {
    expect(row["death_date"]! > row["birth_date"]! && row["death_date"]! < "2017-01-15").toBe(true);
    expect(row["population_kinds"]).toBe("{}");
    expect(["NONE", "RECEIVING"]).toContain(row["pension_status"]);
  }
  const paid = persons.filter((row) => row["life_status"] === "ALIVE" && row["pension_status"] === "RECEIVING");
  expect(paid.every((row) => row["birth_date"]! <= "1957-01-15")).toBe(true);
});

test("has quality flags that say what is planted", () => {
  const flagged = (flag: string) => persons.filter((row) => row["quality_flags"]!.includes(flag));
  for (const row of flagged("GENDER_MISMATCH"))
    expect(row["sex"] === "MALE").toBe(Number(row["id_number"]![16]) % 2 === 0);
  for (const row of flagged("BIRTHDATE_MISMATCH"))
    expect(row["birth_date"]!.replaceAll("-", "")).not.toBe(row["id_number"]!.slice(6, 14));
  for (const row of flagged("REGION_RETIRED_BEFORE_BIRTH")) expect(row["id_number"]! >= "629989").toBe(true);
  expect(flagged("UPGRADED_15").every((row) => row["birth_date"]!.startsWith("19"))).toBe(true);
  expect(flagged("UPGRADED_15").length).toBeGreaterThan(20);
});

test("gives a household as many present members as live in it", () => {
  const present = new Map<string, number>();
  for (const row of rowsOf(province, "household_members")) {
    if (row["leave_date"] === null) present.set(row["household_id"]!, (present.get(row["household_id"]!) ?? 0) + 1);
  }
  for (const row of rowsOf(province, "households"))
    expect(Number(row["member_count"])).toBe(present.get(row["household_id"]!) ?? 0);
});

import { demoGrants } from "@tongshu/gateway";
import { checkCitizenId, checkCreditCode } from "@tongshu/schema";
import { expect, test } from "vitest";
import { type NamedRow, rowsOf } from "./checks/rows-of.ts";
import { demoSubjects } from "./demo-subjects.ts";
import { LICENCE_TYPES } from "./licences/licence-types.ts";
import { openProvince } from "./province.ts";

const SEED = 1;
const subjects = demoSubjects({ seed: SEED });
const asOfDate = "2017-01-15";
const provinces = [0.00001, 0.0003].map((scale) => openProvince({ scale, seed: SEED }));
const tables = new Map<string, readonly NamedRow[][]>();

/** The rows of each province with this value. */
function find(table: string, column: string, value: string): NamedRow[][] {
  const known = tables.get(table) ?? provinces.map((province) => [...rowsOf(province, table)]);
  tables.set(table, known);
  return known.map((rows) => rows.filter((row) => row[column] === value));
}

test("are in every province of the seed, under the same numbers and names", () => {
  for (const { idNumber, personId, name } of [subjects.person, subjects.outsider, subjects.doublePassing]) {
    for (const rows of find("persons", "id_number", idNumber)) {
      expect(rows.map((row) => [row["person_id"], row["name"]])).toEqual([[personId, name]]);
    }
  }
  for (const { uscc, name } of [subjects.partOwnedCompany, subjects.newAreaCompany]) {
    for (const rows of find("legal_entities", "uscc", uscc)) expect(rows.map((row) => row["name"])).toEqual([name]);
  }
});

test("include a person with a family of four, five licences of which one has expired, and an event", () => {
  const { personId } = subjects.person;
  for (const [row] of find("households", "head_person_id", personId)) expect(row!["member_count"]).toBe("4");
  for (const rows of find("licences", "holder_person_id", personId)) {
    expect(rows).toHaveLength(5);
    expect(rows.filter((row) => (row["valid_to"] ?? "9999") < asOfDate)).toHaveLength(1);
  }
  for (const rows of find("involved_parties", "person_id", personId)) {
    expect(rows.map((row) => [row["event_no"], row["role"]])).toEqual([[subjects.eventNo, "PARTY"]]);
  }
});

test("include a company the person runs and one the person owns a part of", () => {
  const { personId } = subjects.person;
  for (const rows of find("key_persons", "person_id", personId)) {
    expect(rows.map((row) => [row["entity_id"], row["is_legal_rep"]])).toEqual([
      [subjects.representedCompany.entityId, "t"],
    ]);
  }
  for (const rows of find("shareholders", "holder_person_id", personId)) {
    expect(rows.map((row) => row["entity_id"])).toContain(subjects.partOwnedCompany.entityId);
  }
});

test("include a company with licences, three inspections, one penalty and one open list entry", () => {
  const { entityId } = subjects.partOwnedCompany;
  for (const rows of find("licences", "holder_entity_id", entityId)) expect(rows).toHaveLength(2);
  for (const rows of find("inspections", "entity_id", entityId)) expect(rows).toHaveLength(3);
  for (const rows of find("penalties", "party_entity_id", entityId))
    expect(rows.map((row) => row["publish"])).toEqual(["YES"]);
  for (const rows of find("abnormal_list_entries", "entity_id", entityId))
    expect(rows.map((row) => row["out_date"])).toEqual([null]);
});

test("include someone deceased, a small child, a serial owner and a cancelled company", () => {
  for (const [row] of find("persons", "id_number", subjects.deceased.idNumber))
    expect(row!["life_status"]).toBe("DECEASED");
  for (const [row] of find("persons", "id_number", subjects.child.idNumber))
    expect(row!["birth_date"]! > "2016-01-01").toBe(true);
  for (const rows of find("key_persons", "person_id", subjects.serialOwner.personId)) {
    expect(new Set(rows.map((row) => row["entity_id"]))).toEqual(
      new Set(subjects.serialCompanies.map((company) => company.entityId)),
    );
  }
  for (const [row] of find("legal_entities", "uscc", subjects.cancelledCompany.uscc))
    expect(row!["status"]).toBe("CANCELLED");
});

test("include a number that passes both checks, people outside the county and a company of the New Area", () => {
  const { idNumber } = subjects.doublePassing;
  expect(checkCitizenId(idNumber, { asOfDate }).ok && checkCreditCode(idNumber, { asOfDate }).ok).toBe(true);
  expect(subjects.outsider.region).toBe("620502");
  expect(subjects.newAreaCompany.region).toBe("620171");
});

test("keep their numbers in the whole province, where birthdays are dealt out otherwise", () => {
  const { citizenAt, organisationAt } = openProvince({ scale: 1, seed: SEED });
  expect(citizenAt(0).idNumber).toBe(subjects.person.idNumber);
  expect(organisationAt(0).uscc).toBe(subjects.representedCompany.uscc);
});

test("the seeded grants that name licence types and organisations name ones that there are", () => {
  const named = (field: RegExp) =>
    demoGrants("2026-11-01T00:00:00Z", "2027-11-01T00:00:00Z").flatMap(({ conditions = {} }) =>
      Object.entries(conditions).flatMap(([name, values]) => (field.test(name) ? values : [])),
    );
  const codes = new Set(LICENCE_TYPES.map(({ typeCode }) => typeCode));
  expect(named(/^typeCode$/).filter((code) => !codes.has(code))).toEqual([]);
  for (const entityId of new Set(named(/entityId/i))) {
    for (const rows of find("legal_entities", "entity_id", entityId)) expect(rows).toHaveLength(1);
  }
});

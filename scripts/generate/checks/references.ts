import type { Province } from "../province.ts";
import { type Findings, note, rowsOf } from "./rows-of.ts";

/** Columns that name a record of another table. */
const REFERENCES: readonly (readonly [table: string, column: string, to: keyof Keys])[] = [
  ["persons", "spouse_person_id", "persons"],
  ["persons", "guardian_person_id", "persons"],
  ["persons", "household_id", "households"],
  ["persons", "employer_entity_id", "entities"],
  ["households", "head_person_id", "persons"],
  ["household_members", "household_id", "households"],
  ["household_members", "person_id", "persons"],
  ["legal_entities", "legal_rep_person_id", "persons"],
  ["legal_entities", "parent_entity_id", "entities"],
  ["shareholders", "entity_id", "entities"],
  ["shareholders", "holder_person_id", "persons"],
  ["shareholders", "holder_entity_id", "entities"],
  ["key_persons", "entity_id", "entities"],
  ["key_persons", "person_id", "persons"],
  ["licences", "holder_person_id", "persons"],
  ["licences", "holder_entity_id", "entities"],
  ["licences", "type_code", "licenceTypes"],
  ["licences", "previous_licence_id", "licences"],
  ["inspections", "entity_id", "entities"],
  ["penalties", "party_entity_id", "entities"],
  ["penalties", "party_person_id", "persons"],
  ["abnormal_list_entries", "entity_id", "entities"],
  ["serious_list_entries", "entity_id", "entities"],
  ["governance_events", "reporter_person_id", "persons"],
  ["governance_events", "duplicate_of", "events"],
  ["governance_events", "grid_code", "grids"],
  ["event_steps", "event_no", "events"],
  ["involved_parties", "event_no", "events"],
  ["involved_parties", "person_id", "persons"],
  ["involved_parties", "entity_id", "entities"],
];

interface Keys {
  readonly persons: ReadonlySet<string>;
  readonly households: ReadonlySet<string>;
  readonly entities: ReadonlySet<string>;
  readonly licences: ReadonlySet<string>;
  readonly licenceTypes: ReadonlySet<string>;
  readonly events: ReadonlySet<string>;
  readonly grids: ReadonlySet<string>;
}

/** Keys are unique and every link leads somewhere. It keeps all keys in memory, so it is for small provinces. */
export function checkReferences(province: Province, findings: Findings): void {
  const keys: Keys = {
    persons: keysOf(province, "persons", "person_id", findings),
    households: keysOf(province, "households", "household_id", findings),
    entities: keysOf(province, "legal_entities", "entity_id", findings),
    licences: keysOf(province, "licences", "licence_id", findings),
    licenceTypes: keysOf(province, "licence_types", "type_code", findings),
    events: keysOf(province, "governance_events", "event_no", findings),
    grids: keysOf(province, "grids", "grid_code", findings),
  };
  for (const [table, column] of [
    ["inspections", "inspection_id"],
    ["penalties", "decision_no"],
    ["persons", "id_number"],
  ] as const) {
    keysOf(province, table, column, findings);
  }
  for (const table of new Set(REFERENCES.map(([name]) => name))) checkTable(province, table, keys, findings);
}

function checkTable(province: Province, table: string, keys: Keys, findings: Findings): void {
  const columns = REFERENCES.filter(([name]) => name === table);
  for (const row of rowsOf(province, table)) {
    for (const [, column, to] of columns) {
      const value = row[column] ?? null;
      if (value !== null && !keys[to].has(value)) note(findings, `${table}.${column} leads nowhere`);
    }
  }
}

function keysOf(province: Province, table: string, column: string, findings: Findings): Set<string> {
  const keys = new Set<string>();
  for (const row of rowsOf(province, table)) {
    const key = row[column]!;
    if (keys.has(key)) note(findings, `${table}.${column} is not unique`);
    keys.add(key);
  }
  return keys;
}

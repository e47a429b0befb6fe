import { EVENTS, GRIDS } from "../planted/events.ts";
import { LICENCE_TYPES, LICENCES } from "../planted/licences.ts";
import { ORGANISATIONS } from "../planted/organisations.ts";
import { PEOPLE } from "../planted/people.ts";
import { DEPARTMENTS, REGIONS } from "../planted/places.ts";
import type { Row } from "../planted/record.ts";
import { PENALTIES } from "../planted/supervision.ts";
import type { Arguments, Found } from "./plain-type.ts";
import { allRows, rowsBy } from "./rows-by.ts";

/** One root field: what it finds, and by which cells it asks. */
export interface Root {
  readonly type: string;
  readonly shape: "ONE" | "ALIGNED" | "LIST" | "CONNECTION";
  readonly isLookup: boolean;
  /** The coordinates it compares numbers with. */
  readonly lookupBy: readonly string[];
  /** The coordinates it chooses rows by. */
  filterBy?(args: Arguments): readonly string[];
  /** For ALIGNED one entry for each number, else the rows. */
  find(args: Arguments): readonly (Found | undefined)[];
}

const PERSONS = Object.values(PEOPLE);

function lookup(type: string, table: readonly Row[], column: string, argument: string, by: string): Root {
  const find = (args: Arguments) => rowsBy(type, table, column, args[argument]);
  return { type, shape: "ONE", isLookup: true, lookupBy: [by], find };
}

function lookupMany(type: string, table: readonly Row[], column: string, argument: string, by: string): Root {
  const find = (args: Arguments) =>
    (args[argument] as string[]).map((number) => rowsBy(type, table, column, number)[0]);
  return { type, shape: "ALIGNED", isLookup: true, lookupBy: [by], find };
}

function list(type: string, table: readonly Row[], key: string): Root {
  return { type, shape: "LIST", isLookup: false, lookupBy: [], find: () => allRows(type, table, [key]) };
}

type Filter = Readonly<Record<string, string>>;

function connection(type: string, table: readonly Row[], order: readonly string[], columns: Filter): Root {
  const given = ({ filter }: Arguments) => Object.entries((filter ?? {}) as Filter);
  const matches = (row: Row, [name, value]: readonly [string, string]) => {
    const cell = String(row[columns[name] ?? ""]);
    return name === "region" ? cell.startsWith(value.replace(/(00)+$/, "")) : cell === value;
  };
  return {
    type,
    shape: "CONNECTION",
    isLookup: false,
    lookupBy: [],
    filterBy: (args) =>
      given(args).map(([name]) =>
        name === "region" && type === "LegalEntity" ? `${type}.registrationRegion` : `${type}.${name}`,
      ),
    find: (args) =>
      allRows(type, table, order).filter(({ row }) => given(args).every((condition) => matches(row, condition))),
  };
}

export const ROOTS: Readonly<Record<string, Root>> = {
  person: lookup("Person", PERSONS, "id_number", "idNumber", "Person.idNumber"),
  persons: lookupMany("Person", PERSONS, "id_number", "idNumbers", "Person.idNumber"),
  legalEntity: lookup("LegalEntity", ORGANISATIONS, "uscc", "uscc", "LegalEntity.uscc"),
  legalEntitiesByUscc: lookupMany("LegalEntity", ORGANISATIONS, "uscc", "usccs", "LegalEntity.uscc"),
  region: lookup("Region", REGIONS, "code", "code", "Region.code"),
  licence: lookup("Licence", LICENCES, "licence_id", "licenceId", "Licence.licenceId"),
  penalty: lookup("Penalty", PENALTIES, "decision_no", "decisionNo", "Penalty.decisionNo"),
  governanceEvent: lookup("GovernanceEvent", EVENTS, "event_no", "eventNo", "GovernanceEvent.eventNo"),
  grid: lookup("Grid", GRIDS, "grid_code", "gridCode", "Grid.gridCode"),
  departments: list("Department", DEPARTMENTS, "code"),
  licenceTypes: list("LicenceType", LICENCE_TYPES, "type_code"),
  legalEntities: connection("LegalEntity", ORGANISATIONS, ["registration_region", "entity_id"], {
    region: "registration_region",
    status: "status",
    entityKind: "entity_kind",
  }),
  governanceEvents: connection("GovernanceEvent", EVENTS, ["-event_no"], {
    region: "region",
    category: "category",
    status: "status",
  }),
};

/** `serviceObject` is the lookup that its code stands for. */
export function rootOf(name: string, args: Arguments): { readonly root: Root; readonly args: Arguments } | null {
  if (name === "serviceObject") {
    const isPerson = !/[A-WYZ]/.test(String(args["code"]));
    const root = isPerson ? ROOTS["person"] : ROOTS["legalEntity"];
    return root ? { root, args: { idNumber: args["code"], uscc: args["code"] } } : null;
  }
  const root = ROOTS[name];
  return root ? { root, args } : null;
}

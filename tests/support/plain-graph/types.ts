import { EVENT_STEPS, EVENTS, GRIDS, INVOLVED_PARTIES } from "../planted/events.ts";
import { LICENCE_TYPES, LICENCES } from "../planted/licences.ts";
import { yearsAgo } from "../planted/numbers.ts";
import { KEY_PERSONS, ORGANISATIONS, SHAREHOLDERS } from "../planted/organisations.ts";
import { HOUSEHOLD_MEMBERS, HOUSEHOLDS, PEOPLE } from "../planted/people.ts";
import { DEPARTMENTS, REGIONS } from "../planted/places.ts";
import type { Row } from "../planted/record.ts";
import { ABNORMAL_LIST_ENTRIES, INSPECTIONS, PENALTIES, SERIOUS_LIST_ENTRIES } from "../planted/supervision.ts";
import { type Found, MASK, type PlainType, type Relation } from "./plain-type.ts";
import { rowsBy } from "./rows-by.ts";

const PERSONS = Object.values(PEOPLE);
const NOTHING = { relations: {}, values: {}, masks: {}, regionColumns: [] } as const;

/** To the one row whose key the column names. */
function one(type: string, table: readonly Row[], key: string, column: string): Relation {
  return { find: (row) => rowsBy(type, table, key, row[column]) };
}

function many(
  type: string,
  table: readonly Row[],
  column: string,
  ownKey: string,
  order: readonly string[],
  isClosedWay = false,
): Relation {
  return { find: (row) => rowsBy(type, table, column, row[ownKey], order), isClosedWay };
}

const person = (column: string) => one("Person", PERSONS, "person_id", column);
const entity = (column: string) => one("LegalEntity", ORGANISATIONS, "entity_id", column);
const region = (column: string) => one("Region", REGIONS, "code", column);
const department = (column: string) => one("Department", DEPARTMENTS, "code", column);

/** The events that name somebody, each once, the latest first. */
function eventsOf(column: string, ownKey: string): Relation {
  const find = (row: Row): readonly Found[] => {
    const numbers = new Set(
      INVOLVED_PARTIES.filter((party) => party[column] === row[ownKey]).map((it) => it["event_no"]),
    );
    const events = EVENTS.filter((event) => numbers.has(event["event_no"]));
    return events
      .sort((a, b) => (String(a["reported_at"]) + a["event_no"] < String(b["reported_at"]) + b["event_no"] ? 1 : -1))
      .map((event) => ({ type: "GovernanceEvent", row: event }));
  };
  return { find };
}

/** A value object made of columns, all there or null as a whole when the first is. */
function group(columns: Readonly<Record<string, string>>, decisive?: string) {
  return (row: Row) => {
    if (decisive !== undefined && row[decisive] == null) return null;
    return Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, row[column]]));
  };
}

const isChild = (row: Row) => String(row["birth_date"]) > yearsAgo(14);
const LATEST_LICENCE = ["-issue_date", "-licence_id"];
const LATEST_DECISION = ["-decide_date", "-decision_no"];
const FIRST_DAY = ["from_date", "entity_id", "seq"];
const ENTRY_RELATIONS = {
  entity: entity("entity_id"),
  inDept: department("in_dept"),
  outDept: department("out_dept"),
  region: region("region"),
};

const isBar = ({ kinds, revoked_date }: Row) =>
  (kinds as string[]).some((kind) => ["BARRED_FROM_TRADE", "PERMIT_REVOKED"].includes(kind)) && revoked_date == null;
const latestStep = (event: Row) =>
  EVENT_STEPS.filter((it) => it["event_no"] === event["event_no"]).toSorted(
    (a, b) => Number(b["seq"]) - Number(a["seq"]),
  )[0];

/** The whole graph over the planted rows. */
export const TYPES: Readonly<Record<string, PlainType>> = {
  Person: {
    table: PERSONS,
    keyColumn: "person_id",
    regionColumns: ["hukou_region", "residence_region"],
    selfColumn: "person_id",
    isSensitive: isChild,
    masks: {
      idNumber: MASK.number,
      socialInsuranceNo: MASK.number,
      name: MASK.name,
      formerName: MASK.name,
      birthDate: MASK.date,
      deathDate: MASK.date,
      hukouAddress: MASK.address,
      residenceAddress: MASK.address,
      mobilePhone: MASK.phone,
    },
    values: {
      barredFromTrade: (row) => PENALTIES.some((it) => it["party_person_id"] === row["person_id"] && isBar(it)),
      personHouseSeparated: (row) =>
        String(row["hukou_region"]).slice(0, 9) !== String(row["residence_region"]).slice(0, 9),
      birthRegistration: group({
        date: "birth_registration_date",
        parity: "birth_registration_parity",
        office: "birth_registration_office",
      }),
      disabilityLevel: group({ kind: "disability_kind", grade: "disability_grade" }),
      minLivingAllowance: group({
        isReceiving: "is_receiving_min_living_allowance",
        fromDate: "min_living_allowance_from_date",
        toDate: "min_living_allowance_to_date",
      }),
      photo: group({ digest: "photo_digest", objectRef: "photo_object_ref" }),
    },
    relations: {
      birthRegion: region("birth_region"),
      nativePlace: region("native_place"),
      hukouRegion: region("hukou_region"),
      residenceRegion: region("residence_region"),
      spouse: person("spouse_person_id"),
      guardian: person("guardian_person_id"),
      household: one("Household", HOUSEHOLDS, "household_id", "household_id"),
      employer: entity("employer_entity_id"),
      licences: many("Licence", LICENCES, "holder_person_id", "person_id", LATEST_LICENCE, true),
      positions: many("KeyPerson", KEY_PERSONS, "person_id", "person_id", FIRST_DAY, true),
      shareholdings: many("Shareholder", SHAREHOLDERS, "holder_person_id", "person_id", FIRST_DAY, true),
      penalties: many("Penalty", PENALTIES, "party_person_id", "person_id", LATEST_DECISION, true),
      events: eventsOf("person_id", "person_id"),
    },
  },
  Household: {
    ...NOTHING,
    table: HOUSEHOLDS,
    keyColumn: "household_id",
    regionColumns: ["hukou_region"],
    masks: { address: MASK.address },
    isOfSelf: (row, personId) =>
      HOUSEHOLD_MEMBERS.some(
        (member) =>
          member["household_id"] === row["household_id"] &&
          member["person_id"] === personId &&
          member["leave_date"] === null,
      ),
    relations: {
      head: person("head_person_id"),
      hukouRegion: region("hukou_region"),
      members: many("HouseholdMember", HOUSEHOLD_MEMBERS, "household_id", "household_id", ["join_date", "person_id"]),
    },
  },
  HouseholdMember: {
    ...NOTHING,
    table: HOUSEHOLD_MEMBERS,
    keyColumn: "person_id",
    regionColumns: ["hukou_region"],
    selfColumn: "person_id",
    isSensitive: (row) => !PERSONS.some((it) => it["person_id"] === row["person_id"] && !isChild(it)),
    relations: { person: person("person_id") },
  },
  LegalEntity: {
    table: ORGANISATIONS,
    keyColumn: "entity_id",
    regionColumns: ["registration_region"],
    isPublicCell: (row, field) =>
      !["address", "postCode", "lngLat", "productionAddresses"].includes(field) ||
      row["entity_kind"] !== "INDIVIDUAL_BUSINESS" ||
      row["is_home_premises"] === false,
    masks: { legalRepName: MASK.name, legalRepPhone: MASK.phone, contactPhone: MASK.phone },
    values: {
      lngLat: group({ lng: "lng", lat: "lat" }, "lng"),
      onAbnormalList: (row) =>
        ABNORMAL_LIST_ENTRIES.some((it) => it["entity_id"] === row["entity_id"] && it["out_date"] === null),
      onSeriousList: (row) =>
        SERIOUS_LIST_ENTRIES.some((it) => it["entity_id"] === row["entity_id"] && it["out_date"] === null),
    },
    relations: {
      registrationRegion: region("registration_region"),
      legalRep: person("legal_rep_person_id"),
      parent: entity("parent_entity_id"),
      branches: many("LegalEntity", ORGANISATIONS, "parent_entity_id", "entity_id", ["entity_id"]),
      shareholders: many("Shareholder", SHAREHOLDERS, "entity_id", "entity_id", FIRST_DAY),
      keyPersons: many("KeyPerson", KEY_PERSONS, "entity_id", "entity_id", FIRST_DAY),
      licences: many("Licence", LICENCES, "holder_entity_id", "entity_id", LATEST_LICENCE, true),
      inspections: many("Inspection", INSPECTIONS, "entity_id", "entity_id", ["-inspect_date", "-inspection_id"]),
      penalties: many("Penalty", PENALTIES, "party_entity_id", "entity_id", LATEST_DECISION),
      abnormalListEntries: many("AbnormalListEntry", ABNORMAL_LIST_ENTRIES, "entity_id", "entity_id", [
        "-in_date",
        "-entry_no",
      ]),
      seriousListEntries: many("SeriousListEntry", SERIOUS_LIST_ENTRIES, "entity_id", "entity_id", [
        "-in_date",
        "-entry_no",
      ]),
      events: eventsOf("entity_id", "entity_id"),
    },
  },
  Shareholder: {
    ...NOTHING,
    table: SHAREHOLDERS,
    keyColumn: "entity_id",
    regionColumns: ["registration_region"],
    selfColumn: "holder_person_id",
    masks: { holderName: MASK.name },
    relations: {
      entity: entity("entity_id"),
      holderPerson: person("holder_person_id"),
      holderEntity: entity("holder_entity_id"),
    },
  },
  KeyPerson: {
    ...NOTHING,
    table: KEY_PERSONS,
    keyColumn: "entity_id",
    regionColumns: ["registration_region"],
    selfColumn: "person_id",
    masks: { name: MASK.name },
    relations: { entity: entity("entity_id"), person: person("person_id") },
  },
  Region: {
    ...NOTHING,
    table: REGIONS,
    keyColumn: "code",
    relations: { parent: region("parent"), successors: { find: () => [] } },
  },
  Department: {
    ...NOTHING,
    table: DEPARTMENTS,
    keyColumn: "code",
    relations: { successors: { find: () => [] } },
  },
  Licence: {
    table: LICENCES,
    keyColumn: "licence_id",
    regionColumns: ["issue_region"],
    selfColumn: "holder_person_id",
    isSensitive: (row) => String(row["holder_child_until"]) > yearsAgo(0),
    masks: { certNo: MASK.number, holderName: MASK.name },
    values: {
      effectiveStatus: (row, { asOf = yearsAgo(0) }) =>
        row["status"] === "VALID" && row["valid_to"] !== null && String(row["valid_to"]) < String(asOf)
          ? "EXPIRED"
          : row["status"],
      file: group({
        format: "file_format",
        size: "file_size",
        digestAlg: "file_digest_alg",
        digest: "file_digest",
        sealId: "file_seal_id",
        signerCertSn: "file_signer_cert_sn",
      }),
    },
    relations: {
      type: one("LicenceType", LICENCE_TYPES, "type_code", "type_code"),
      holder: {
        find: (row, args) => [
          ...person("holder_person_id").find(row, args),
          ...entity("holder_entity_id").find(row, args),
        ],
      },
      issuerDept: department("issuer_dept"),
      issueRegion: region("issue_region"),
    },
  },
  LicenceType: {
    ...NOTHING,
    table: LICENCE_TYPES,
    keyColumn: "type_code",
    relations: { issuerDept: department("issuer_dept") },
  },
  Inspection: {
    ...NOTHING,
    table: INSPECTIONS,
    keyColumn: "inspection_id",
    regionColumns: ["region"],
    isPublic: (row) => row["published_at"] !== null,
    relations: { entity: entity("entity_id"), region: region("region"), dept: department("dept") },
  },
  Penalty: {
    ...NOTHING,
    table: PENALTIES,
    keyColumn: "decision_no",
    regionColumns: ["region"],
    selfColumn: "party_person_id",
    isPublic: (row) =>
      row["party_entity_id"] !== null &&
      row["publish"] === "YES" &&
      row["revoked_date"] == null &&
      String(row["publish_until"]) >= yearsAgo(0),
    values: { revoked: group({ revokedDate: "revoked_date", reason: "revoked_reason" }, "revoked_date") },
    relations: {
      partyEntity: entity("party_entity_id"),
      partyPerson: person("party_person_id"),
      decideDept: department("decide_dept"),
      region: region("region"),
    },
  },
  AbnormalListEntry: {
    ...NOTHING,
    table: ABNORMAL_LIST_ENTRIES,
    keyColumn: "entry_no",
    regionColumns: ["region"],
    relations: ENTRY_RELATIONS,
  },
  SeriousListEntry: {
    ...NOTHING,
    table: SERIOUS_LIST_ENTRIES,
    keyColumn: "entry_no",
    regionColumns: ["region"],
    relations: ENTRY_RELATIONS,
  },
  GovernanceEvent: {
    ...NOTHING,
    table: EVENTS,
    keyColumn: "event_no",
    regionColumns: ["grid_code"],
    selfColumn: "reporter_person_id",
    values: {
      handlerId: (row) => latestStep(row)?.["actor_id"] ?? null,
      location: group({ address: "location_address", lng: "location_lng", lat: "location_lat" }, "location_address"),
      attachments: (row) => (row["attachment_digests"] as string[]).map((digest) => ({ digest })),
      satisfaction: group({
        score: "satisfaction_score",
        evaluatedAt: "satisfaction_evaluated_at",
        channel: "satisfaction_channel",
        comment: "satisfaction_comment",
      }),
    },
    relations: {
      reporter: person("reporter_person_id"),
      grid: one("Grid", GRIDS, "grid_code", "grid_code"),
      region: region("region"),
      involved: many("InvolvedParty", INVOLVED_PARTIES, "event_no", "event_no", ["seq"]),
      steps: many("EventStep", EVENT_STEPS, "event_no", "event_no", ["seq"]),
    },
  },
  EventStep: { ...NOTHING, table: EVENT_STEPS, keyColumn: "event_no", regionColumns: ["grid_code"] },
  InvolvedParty: {
    ...NOTHING,
    table: INVOLVED_PARTIES,
    keyColumn: "event_no",
    regionColumns: ["grid_code"],
    selfColumn: "person_id",
    relations: { person: person("person_id"), entity: entity("entity_id") },
  },
  Grid: {
    ...NOTHING,
    table: GRIDS,
    keyColumn: "grid_code",
    regionColumns: ["grid_code"],
    relations: { region: region("region") },
  },
};

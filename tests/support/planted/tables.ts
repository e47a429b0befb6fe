import type { RegisterName } from "@tongshu/scripts/stack";
import { EVENT_STEPS, EVENTS, GRIDS, INVOLVED_PARTIES } from "./events.ts";
import { LICENCE_TYPES, LICENCES } from "./licences.ts";
import { KEY_PERSONS, ORGANISATIONS, SHAREHOLDERS } from "./organisations.ts";
import { HOUSEHOLD_MEMBERS, HOUSEHOLDS, PEOPLE } from "./people.ts";
import { DEPARTMENTS, REGIONS } from "./places.ts";
import { freshness, type Row } from "./record.ts";
import { ABNORMAL_LIST_ENTRIES, INSPECTIONS, PENALTIES, SERIOUS_LIST_ENTRIES } from "./supervision.ts";

/** Every planted row by register and table. What a test expects it reads here, never from the hub. */
export const PLANTED: Readonly<Record<RegisterName, Readonly<Record<string, readonly Row[]>>>> = {
  population: {
    persons: Object.values(PEOPLE),
    households: HOUSEHOLDS,
    household_members: HOUSEHOLD_MEMBERS,
    source_freshness: [freshness("HFP")],
  },
  "legal-entities": {
    legal_entities: ORGANISATIONS,
    shareholders: SHAREHOLDERS,
    key_persons: KEY_PERSONS,
    regions: REGIONS,
    departments: DEPARTMENTS,
    source_freshness: [freshness("AIC")],
  },
  "e-licences": { licences: LICENCES, licence_types: LICENCE_TYPES },
  supervision: {
    inspections: INSPECTIONS,
    penalties: PENALTIES,
    abnormal_list_entries: ABNORMAL_LIST_ENTRIES,
    serious_list_entries: SERIOUS_LIST_ENTRIES,
  },
  "governance-events": {
    governance_events: EVENTS,
    event_steps: EVENT_STEPS,
    involved_parties: INVOLVED_PARTIES,
    grids: GRIDS,
  },
};

import { type Day, dayOf } from "../calendar.ts";
import {
  CANCELLED_COMPANY,
  PART_OWNED_COMPANY,
  REPRESENTED_COMPANY,
  SERIAL_COMPANIES,
} from "../organisations/demo-organisations.ts";
import { DECEASED_HOUSEHOLD, FAMILY_HOUSEHOLD, SERIAL_OWNER_HOUSEHOLD } from "../people/demo-people.ts";

/** A licence of a demo subject; it stands first in its series at every scale. */
export interface PlannedLicence {
  readonly holder: PlannedHolder;
  /** Where the licence has an end: its last day. */
  readonly validTo?: Day;
  /** The spouse holds it too. */
  readonly isShared?: boolean;
}

export type PlannedHolder =
  /** A member of a household of county 620102. */
  | { readonly household: number; readonly member: number }
  /** An enterprise of county 620102. */
  | { readonly enterprise: number }
  /** The first enterprise of Lanzhou New Area. */
  | { readonly newArea: true };

const head = (household: number): PlannedHolder => ({ household, member: 0 });
const demoPerson = head(FAMILY_HOUSEHOLD);
const company = (enterprise: number): PlannedHolder => ({ enterprise });

export const PLANNED_LICENCES: Readonly<Record<string, readonly PlannedLicence[]>> = {
  "LT-BL": [
    ...[REPRESENTED_COMPANY, PART_OWNED_COMPANY, CANCELLED_COMPANY, ...SERIAL_COMPANIES].map((rank) => ({
      holder: company(rank),
    })),
    { holder: { newArea: true } },
  ],
  "LT-FB": [
    { holder: company(PART_OWNED_COMPANY), validTo: dayOf(2020, 5, 31) },
    { holder: company(REPRESENTED_COMPANY), validTo: dayOf(2016, 9, 30) },
  ],
  "LT-ID": [
    { holder: demoPerson, validTo: dayOf(2034, 6, 18) },
    { holder: { household: FAMILY_HOUSEHOLD, member: 1 }, validTo: dayOf(2032, 3, 2) },
    { holder: head(DECEASED_HOUSEHOLD), validTo: dayOf(2019, 3, 31) },
    { holder: head(SERIAL_OWNER_HOUSEHOLD), validTo: dayOf(2030, 8, 11) },
  ],
  "LT-SS": [{ holder: demoPerson, validTo: dayOf(2026, 12, 31) }],
  "LT-DL": [{ holder: demoPerson, validTo: dayOf(2016, 11, 30) }],
  "LT-MC": [{ holder: demoPerson, isShared: true }],
  "LT-ED": [{ holder: demoPerson }],
  "LT-BC": [{ holder: { household: FAMILY_HOUSEHOLD, member: 3 } }],
};

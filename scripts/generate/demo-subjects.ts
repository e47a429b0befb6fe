import { checkCreditCode } from "@tongshu/schema";
import { AS_OF, dayText } from "./calendar.ts";
import {
  CANCELLED_COMPANY,
  NEW_AREA_CODE,
  PART_OWNED_COMPANY,
  REPRESENTED_COMPANY,
  SERIAL_COMPANIES,
} from "./organisations/demo-organisations.ts";
import { headOf } from "./organisations/owners.ts";
import type { Citizen } from "./people/citizens.ts";
import { DECEASED_HOUSEHOLD, FAMILY_HOUSEHOLD, SERIAL_OWNER_HOUSEHOLD } from "./people/demo-people.ts";
import { openProvince, type Province } from "./province.ts";

export interface DemoPerson {
  readonly idNumber: string;
  readonly personId: string;
  readonly name: string;
  /** County of the household. */
  readonly region: string;
}

export interface DemoOrganisation {
  readonly uscc: string;
  readonly entityId: string;
  readonly name: string;
  readonly region: string;
}

/** The planned subjects, the same at every scale of a seed. Documents and tests name them instead of searching. */
export interface DemoSubjects {
  /** Four in the household, several licences of which one has expired, one company represented, one partly owned, one event. */
  readonly person: DemoPerson;
  readonly spouse: DemoPerson;
  /** A child under fourteen of the same household, with a birth certificate. */
  readonly child: DemoPerson;
  readonly deceased: DemoPerson;
  /** Runs six companies and has been fined. */
  readonly serialOwner: DemoPerson;
  /** Lives in Qinzhou, outside county 620102 and Lanzhou. */
  readonly outsider: DemoPerson;
  /** The number is also a credit code that passes every check. */
  readonly doublePassing: DemoPerson;
  readonly representedCompany: DemoOrganisation;
  /** Licences, three inspections, one penalty, one abnormal-list entry. */
  readonly partOwnedCompany: DemoOrganisation;
  readonly cancelledCompany: DemoOrganisation;
  readonly serialCompanies: readonly DemoOrganisation[];
  /** Registered in Lanzhou New Area, 620171. */
  readonly newAreaCompany: DemoOrganisation;
  /** A neighbours' dispute of the person. */
  readonly eventNo: string;
}

const OUTSIDE_COUNTY = "620502";
/** Any will do; the subjects do not depend on it. */
const SMALL_SCALE = 0.0001;

export function demoSubjects(options: { readonly seed: number; readonly pseudonymKey?: string }): DemoSubjects {
  const province = openProvince({ ...options, scale: SMALL_SCALE });
  const { citizenAt, directory, population } = province;
  const county = population[0]!;
  const outside = population.find((people) => people.county.code === OUTSIDE_COUNTY)!;
  const family = headOf(county, FAMILY_HOUSEHOLD);
  const company = (rank: number) => organisation(province, directory.cellIn(0, "ENTERPRISE").first + rank);
  const newArea = directory.cells.find(
    ({ people, kind }) => people.county.code === NEW_AREA_CODE && kind === "ENTERPRISE",
  )!;
  return {
    person: person(citizenAt(family)),
    spouse: person(citizenAt(family + 1)),
    child: person(citizenAt(family + 3)),
    deceased: person(citizenAt(headOf(county, DECEASED_HOUSEHOLD))),
    serialOwner: person(citizenAt(headOf(county, SERIAL_OWNER_HOUSEHOLD))),
    outsider: person(citizenAt(headOf(outside, 0))),
    doublePassing: person(firstDoublePassing(province)),
    representedCompany: company(REPRESENTED_COMPANY),
    partOwnedCompany: company(PART_OWNED_COMPANY),
    cancelledCompany: company(CANCELLED_COMPANY),
    serialCompanies: SERIAL_COMPANIES.map(company),
    newAreaCompany: organisation(province, newArea.first),
    eventNo: province.events.eventNoOf(county, 0),
  };
}

/** One number in thirty passes the other check too; among the few hundred planned people there is always one. */
function firstDoublePassing({ citizenAt, population }: Province): Citizen {
  for (const { firstPerson, settlement, plainHouseholds } of population) {
    for (let member = 0; member < settlement.firstPerson(plainHouseholds); member++) {
      const citizen = citizenAt(firstPerson + member);
      if (checkCreditCode(citizen.idNumber, { asOfDate: dayText(AS_OF) }).ok) return citizen;
    }
  }
  throw new Error("no number of the province is a credit code as well");
}

function person({ idNumber, personId, name, household }: Citizen): DemoPerson {
  return { idNumber, personId, name, region: household.people.county.code };
}

function organisation({ organisationAt }: Province, index: number): DemoOrganisation {
  const { uscc, entityId, name, cell } = organisationAt(index);
  return { uscc: uscc!, entityId, name, region: cell.people.county.code };
}

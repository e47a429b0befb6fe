import { AS_OF, ageOn } from "../calendar.ts";
import type { Random } from "../random/random.ts";
import { weighted, weightedKeys } from "../random/weighted.ts";
import type { Citizen } from "./citizens.ts";

/** What a person learnt and does, and how the person is insured and reached. */
export interface WorkingLife {
  readonly education: string | null;
  readonly occupation: string | null;
  readonly isEmployed: boolean;
  readonly pensionStatus: string;
  readonly medicalInsuranceStatus: string;
  readonly mobilePhone: string | null;
}

/** By the first age of a span, fitted to the census shares: college 14.5 %, senior high 12.9 %, junior high 27.4 %, primary 29.8 %. */
const EDUCATION = [
  {
    fromAge: 60,
    draw: weightedKeys({
      UNDERGRADUATE_GRADUATED: 1,
      JUNIOR_COLLEGE_GRADUATED: 3,
      SENIOR_HIGH_GRADUATED: 8,
      JUNIOR_HIGH_GRADUATED: 20,
      PRIMARY_GRADUATED: 45,
      OTHER: 23,
    }),
  },
  {
    fromAge: 40,
    draw: weightedKeys({
      MASTER: 0.5,
      UNDERGRADUATE_GRADUATED: 5,
      JUNIOR_COLLEGE_GRADUATED: 7,
      SENIOR_HIGH_GRADUATED: 13,
      TECHNICAL_SECONDARY: 4,
      JUNIOR_HIGH_GRADUATED: 38,
      PRIMARY_GRADUATED: 27,
      OTHER: 5.5,
    }),
  },
  {
    fromAge: 22,
    draw: weightedKeys({
      DOCTORATE: 0.2,
      MASTER: 2,
      UNDERGRADUATE_GRADUATED: 17,
      JUNIOR_COLLEGE_GRADUATED: 15,
      SENIOR_HIGH_GRADUATED: 14,
      TECHNICAL_SECONDARY: 6,
      JUNIOR_HIGH_GRADUATED: 36,
      PRIMARY_GRADUATED: 9,
      OTHER: 0.8,
    }),
  },
  {
    fromAge: 19,
    draw: weightedKeys({
      UNDERGRADUATE: 35,
      JUNIOR_COLLEGE: 22,
      SENIOR_HIGH_GRADUATED: 20,
      SKILLED_WORKER: 5,
      JUNIOR_HIGH_GRADUATED: 18,
    }),
  },
  { fromAge: 16, draw: weightedKeys({ SENIOR_HIGH: 70, SECONDARY_VOCATIONAL: 18, JUNIOR_HIGH_GRADUATED: 12 }) },
  { fromAge: 13, draw: weightedKeys({ JUNIOR_HIGH: 100 }) },
  { fromAge: 7, draw: weightedKeys({ PRIMARY: 100 }) },
] as const;

/** Main groups of GB/T 6565 with a kind in each: public servants, professionals, clerks, services, farming, production. */
const drawOccupation = weighted([
  ["1-02", 2],
  ["2-08", 3],
  ["2-05", 3],
  ["2-06", 3],
  ["3-01", 5],
  ["4-01", 12],
  ["4-03", 7],
  ["5-01", 46],
  ["6-29", 11],
  ["6-31", 8],
]);
const FARMING = "5-01";

const SHARES = {
  worksAt: 0.85,
  isEmployed: 0.55,
  isInsured: 0.82,
  isMedicallyInsured: 0.96,
  hasPhone: 0.78,
  isStillPaid: 0.02,
} as const;
const WORKING_AGE = { from: 18, to: 60 } as const;
const PENSION_AGE = 60;
const ADULT_AGE = 16;
const PHONE_AGE = { from: 12, to: 80 } as const;
/** No mobile number in use begins with 12. */
const PHONE_PREFIX = "1200";

export function workingLife({ birthDay, deathDay }: Citizen, random: Random): WorkingLife {
  const age = ageOn(deathDay ?? AS_OF, birthDay);
  const works = age >= WORKING_AGE.from && age < WORKING_AGE.to && random.chance(SHARES.worksAt);
  const occupation = works ? drawOccupation(random) : null;
  const isEmployed = occupation !== null && occupation !== FARMING && random.chance(SHARES.isEmployed);
  const hasPhone = age >= PHONE_AGE.from && age < PHONE_AGE.to && random.chance(SHARES.hasPhone);
  return {
    education: EDUCATION.find(({ fromAge }) => age >= fromAge)?.draw(random) ?? null,
    occupation,
    isEmployed: isEmployed && deathDay === null,
    ...insurance(age, isEmployed, deathDay !== null, random),
    mobilePhone: hasPhone ? PHONE_PREFIX + random.digits(7) : null,
  };
}

function insurance(age: number, isEmployed: boolean, isDeceased: boolean, random: Random) {
  const isInsured = random.chance(SHARES.isInsured) || isEmployed;
  const isMedicallyInsured = random.chance(SHARES.isMedicallyInsured);
  if (isDeceased) {
    // A few are still paid a pension: the contradiction that a check across registers is to find.
    const isStillPaid = age >= PENSION_AGE && random.chance(SHARES.isStillPaid);
    return { pensionStatus: isStillPaid ? "RECEIVING" : "NONE", medicalInsuranceStatus: "NONE" };
  }
  return {
    pensionStatus:
      age < ADULT_AGE || !isInsured
        ? "NONE"
        : age >= PENSION_AGE
          ? "RECEIVING"
          : random.chance(0.06)
            ? "SUSPENDED"
            : "INSURED",
    medicalInsuranceStatus: !isMedicallyInsured ? "NONE" : isEmployed ? "EMPLOYEE" : "RESIDENT",
  };
}

import { AS_OF, addYears, ageOn, type Day, dayText, yearOf } from "../calendar.ts";
import type { Random } from "../random/random.ts";
import { weightedKeys } from "../random/weighted.ts";
import type { Citizen } from "./citizens.ts";
import { officeName } from "./residence.ts";

const SHARES = { disability: 0.025, allowance: 0.035, veteran: 0.03, photo: 0.6, formerName: 0.01 } as const;
const drawDisabilityKind = weightedKeys({
  SIGHT: 15,
  HEARING: 24,
  SPEECH: 1.5,
  PHYSICAL: 29,
  INTELLECTUAL: 7,
  MENTAL: 7.5,
  MULTIPLE: 16,
});
const drawDisabilityGrade = weightedKeys({ FIRST: 15, SECOND: 20, THIRD: 25, FOURTH: 40 });
/** Birth certificates have been issued in their present form since this year. */
const FIRST_CERTIFICATE_YEAR = 1996;
const LAST_REGISTERED_AGE = 7;
const PHOTO_AGE = 16;

/** Birth papers, disability, allowance, service and photograph: columns of the person's row. */
export function welfareColumns(citizen: Citizen, random: Random) {
  const { birthDay, deathDay, isMale, household } = citizen;
  const age = ageOn(AS_OF, birthDay);
  const isLiving = deathDay === null;
  const isDisabled = random.chance(age >= 60 ? SHARES.disability * 2.4 : SHARES.disability * 0.7);
  const allowanceFrom = AS_OF - 60 - random.below(1500);
  const isReceiving = isLiving && random.chance(SHARES.allowance) && !household.isPlain;
  const isVeteran = isMale && age >= 20 && random.chance(SHARES.veteran);
  const hasPhoto = age >= PHOTO_AGE && random.chance(SHARES.photo);
  return {
    ...birthColumns(citizen, age, random),
    disabilityKind: isDisabled ? drawDisabilityKind(random) : null,
    disabilityGrade: isDisabled ? drawDisabilityGrade(random) : null,
    isReceivingMinLivingAllowance: isReceiving,
    minLivingAllowanceFromDate: isReceiving ? dayText(Math.max(allowanceFrom, birthDay)) : null,
    minLivingAllowanceToDate: isReceiving ? dayText(addYears(AS_OF, 1)) : null,
    veteranFlag: isVeteran,
    photoDigest: hasPhoto ? random.hexDigest() : null,
    photoObjectRef: hasPhoto ? `synthetic/photo/${citizen.personId}` : null,
  };
}

function birthColumns({ birthDay, household }: Citizen, age: number, random: Random) {
  const hasCertificate = yearOf(birthDay) >= FIRST_CERTIFICATE_YEAR;
  const certificateNo = random.pick(["L", "M", "N", "P", "Q"]) + random.digits(9);
  const isRegistered = age < LAST_REGISTERED_AGE;
  const registeredOn: Day = Math.min(AS_OF, birthDay + 5 + random.below(60));
  return {
    birthCertNo: hasCertificate ? certificateNo : null,
    birthRegistrationDate: isRegistered ? dayText(registeredOn) : null,
    birthRegistrationParity: isRegistered ? 1 + Math.floor(random.unit() * 2.2) : null,
    birthRegistrationOffice: isRegistered ? officeName(household.people, "卫生和计划生育局") : null,
  };
}

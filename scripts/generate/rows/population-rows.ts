import type { tables } from "@tongshu/population";
import { AS_OF, ageOn, dayText, yearOf } from "../calendar.ts";
import type { Citizen } from "../people/citizens.ts";
import { familyTies } from "../people/family.ts";
import { type Household, homeOf } from "../people/households.ts";
import { residenceOf } from "../people/residence.ts";
import { welfareColumns } from "../people/welfare.ts";
import { workingLife } from "../people/work.ts";
import type { Province } from "../province.ts";
import type { Random } from "../random/random.ts";
import type { RowOf } from "./encode-row.ts";
import { type RowSource, recordColumns } from "./record.ts";
import type { Slice } from "./slice.ts";

const POPULATION: RowSource = { dept: "HFP", catalog: "HFP-01", confidence: "SECONDARY" };
const DEATHS: RowSource = { dept: "HFP", catalog: "HFP-03", confidence: "SECONDARY" };
export const PERSON_SOURCES: readonly RowSource[] = [POPULATION, DEATHS];

/** Of the living and the dead: what loading noticed about their rows. */
const FLAG_SHARES = {
  NORMALISED: 0.006,
  UPGRADED_15: 0.005,
  BIRTHDATE_MISMATCH: 0.002,
  GENDER_MISMATCH: 0.002,
} as const;
const FIRST_18_DIGIT_YEAR = 1999;
const OLDEST_CREDIBLE_AGE = 120;

export function* personRows(province: Province, slice: Slice): Generator<RowOf<typeof tables.persons>> {
  for (const household of householdsIn(province, slice)) {
    const members = membersOf(province, household);
    const householdId = province.pseudonyms.household(household.bookletNo);
    for (const member of members) yield personRow(province, member, members, householdId);
  }
}

export function* householdRows(province: Province, slice: Slice): Generator<RowOf<typeof tables.households>> {
  for (const household of householdsIn(province, slice)) yield householdRow(province, household);
}

export function* householdMemberRows(
  province: Province,
  slice: Slice,
): Generator<RowOf<typeof tables.householdMembers>> {
  for (const household of householdsIn(province, slice)) {
    const members = membersOf(province, household);
    const householdId = province.pseudonyms.household(household.bookletNo);
    for (const member of members) yield memberRow(member, members, householdId);
  }
}

function* householdsIn({ householdCount, householdAt }: Province, slice: Slice): Generator<Household> {
  const [from, to] = slice.of(householdCount);
  for (let index = from; index < to; index++) yield householdAt(index);
}

function membersOf({ citizenAt }: Province, { firstPerson, memberCount }: Household): Citizen[] {
  return Array.from({ length: memberCount }, (_, i) => citizenAt(firstPerson + i));
}

function personRow(
  province: Province,
  citizen: Citizen,
  members: readonly Citizen[],
  householdId: string,
): RowOf<typeof tables.persons> {
  const { random, household, deathDay, birthDay, isMale } = citizen;
  const { county } = household.people;
  const flags = drawFlags(citizen, random);
  const ties = familyTies(citizen, members, random);
  const work = workingLife(citizen, random);
  const bornElsewhere = citizen.slot.hasMarriedIn ? household.people.marriedIn.addressCounty : county;
  return {
    personId: citizen.personId,
    idNumber: citizen.idNumber,
    idDocType: "RESIDENT_ID_CARD",
    name: citizen.name,
    formerName: random.chance(0.01) ? province.formerName(citizen, random) : null,
    sex: isMale !== flags.includes("GENDER_MISMATCH") ? "MALE" : "FEMALE",
    birthDate: dayText(flags.includes("BIRTHDATE_MISMATCH") ? birthDay - 1 : birthDay),
    birthRegion: bornElsewhere.code,
    nativePlace: county.code,
    ethnicity: citizen.ethnicity,
    maritalStatus: ties.maritalStatus,
    spousePersonId: ties.spouse?.personId ?? null,
    education: work.education,
    hukouType: householdType(household),
    householdId,
    relationToHead: ties.relationToHead,
    ...residenceOf(citizen, province.population, random),
    mobilePhone: work.mobilePhone,
    occupation: work.occupation,
    employerEntityId: work.isEmployed ? province.employerIn(household.people, random) : null,
    socialInsuranceNo: work.pensionStatus === "NONE" ? null : citizen.idNumber,
    pensionStatus: work.pensionStatus,
    medicalInsuranceStatus: work.medicalInsuranceStatus,
    lifeStatus: deathDay === null ? "ALIVE" : "DECEASED",
    deathDate: deathDay === null ? null : dayText(deathDay),
    guardianPersonId: ties.guardian?.personId ?? null,
    ...welfareColumns(citizen, random),
    qualityFlags: flags,
    ...recordColumns(deathDay === null ? POPULATION : DEATHS, citizen.index, random, flags),
  };
}

function drawFlags({ idNumber, birthDay, household, deathDay }: Citizen, random: Random): string[] {
  const flags: string[] = [];
  const address = idNumber.slice(0, 6);
  if (address === "629999") flags.push("REGION_UNKNOWN");
  if (address >= "629989" && address <= "629998" && yearOf(birthDay) > 2001) flags.push("REGION_RETIRED_BEFORE_BIRTH");
  if (deathDay === null && ageOn(AS_OF, birthDay) > OLDEST_CREDIBLE_AGE) flags.push("REVIEW_LIFE_STATUS");
  for (const [flag, share] of Object.entries(FLAG_SHARES)) {
    const isDrawn = random.chance(share) && !household.isPlain;
    const isPossible = flag !== "UPGRADED_15" || (yearOf(birthDay) < FIRST_18_DIGIT_YEAR && yearOf(birthDay) >= 1900);
    if (isDrawn && isPossible) flags.push(flag);
  }
  return flags;
}

/** One household in two hundred of one person is a place in a collective household. */
function householdType({ index, memberCount, isPlain }: Household): string {
  return memberCount === 1 && index % 34 === 33 && !isPlain ? "COLLECTIVE" : "FAMILY";
}

function householdRow({ citizenAt, pseudonyms }: Province, household: Household): RowOf<typeof tables.households> {
  const { random } = household;
  const home = homeOf(household);
  const head = citizenAt(household.firstPerson);
  const present = Array.from({ length: household.memberCount }, (_, i) => citizenAt(household.firstPerson + i));
  return {
    householdId: pseudonyms.household(household.bookletNo),
    headPersonId: head.personId,
    hukouRegion: household.outsideRegion ?? home.villageCode,
    address: home.address,
    householdType: householdType(household),
    memberCount: present.filter((member) => member.deathDay === null).length,
    establishedDate: dayText(establishedDay(head)),
    ...recordColumns(POPULATION, household.index, random),
  };
}

/** A household begins when its head is 24, or with the register, whichever is later. */
function establishedDay(head: Citizen): number {
  return Math.max(head.birthDay + 24 * 365, AS_OF - 58 * 365);
}

function memberRow(
  member: Citizen,
  members: readonly Citizen[],
  householdId: string,
): RowOf<typeof tables.householdMembers> {
  const { household, random, deathDay, slot } = member;
  const head = members[0]!;
  const joinedAs = slot.relation === "HEAD" ? establishedDay(head) : Math.max(member.birthDay, establishedDay(head));
  return {
    householdId,
    joinDate: dayText(Math.min(joinedAs, deathDay ?? AS_OF)),
    personId: member.personId,
    hukouRegion: household.outsideRegion ?? homeOf(household).villageCode,
    relationToHead: familyTies(member, members, random).relationToHead,
    leaveDate: deathDay === null ? null : dayText(deathDay),
    leaveReason: deathDay === null ? null : "DEATH",
  };
}

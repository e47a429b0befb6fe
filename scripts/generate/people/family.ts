import { AS_OF, ageOn } from "../calendar.ts";
import type { Random } from "../random/random.ts";
import { weightedKeys } from "../random/weighted.ts";
import type { Citizen } from "./citizens.ts";

/** How a member is tied to the others of the household. */
export interface FamilyTies {
  readonly relationToHead: string;
  readonly maritalStatus: string;
  readonly spouse: Citizen | null;
  /** Of a minor. */
  readonly guardian: Citizen | null;
}

const MARRIAGE_AGE = 22;
const MAJORITY_AGE = 18;

/** Of a grown-up without a partner in the household, by age. */
const UNPARTNERED = [
  { until: 35, draw: weightedKeys({ SINGLE: 84, DIVORCED: 14, WIDOWED: 2 }) },
  { until: 60, draw: weightedKeys({ SINGLE: 38, DIVORCED: 42, WIDOWED: 20 }) },
  { until: Number.POSITIVE_INFINITY, draw: weightedKeys({ SINGLE: 4, DIVORCED: 8, WIDOWED: 88 }) },
] as const;
/** Of a parent whose children live in the household: there was a marriage. */
const drawSingleParent = weightedKeys({ DIVORCED: 60, WIDOWED: 40 });

export function familyTies(member: Citizen, members: readonly Citizen[], random: Random): FamilyTies {
  const spouse = partnerOf(member, members);
  const age = ageOn(AS_OF, member.birthDay);
  return {
    relationToHead: relationToHead(member),
    maritalStatus: maritalStatus(member, members, spouse, age, random),
    spouse: spouse?.deathDay === null ? spouse : null,
    guardian: age < MAJORITY_AGE ? guardianOf(member, members) : null,
  };
}

function relationToHead({ slot, isMale }: Citizen): string {
  switch (slot.relation) {
    case "HEAD":
      return "HEAD";
    case "SPOUSE":
      return isMale ? "HUSBAND" : "WIFE";
    case "CHILD":
      return isMale ? "SON" : "DAUGHTER";
    case "CHILD_IN_LAW":
      return "OTHER_RELATIVE";
    case "GRANDCHILD":
      return "GRANDCHILD";
    case "PARENT":
      return isMale ? "FATHER" : "MOTHER";
  }
}

/** Head and spouse, the two parents, a child and the child-in-law who follows. */
function partnerOf(member: Citizen, members: readonly Citizen[]): Citizen | undefined {
  const find = (isPartner: (other: Citizen) => boolean) =>
    members.find((other) => other !== member && isPartner(other));
  switch (member.slot.relation) {
    case "HEAD":
      return find(({ slot }) => slot.relation === "SPOUSE");
    case "SPOUSE":
      return find(({ slot }) => slot.relation === "HEAD");
    case "PARENT":
      return find(({ slot }) => slot.relation === "PARENT");
    case "CHILD":
      return find(({ slot }) => slot.relation === "CHILD_IN_LAW" && slot.member === member.slot.member + 1);
    case "CHILD_IN_LAW":
      return find(({ slot }) => slot.relation === "CHILD" && slot.member === member.slot.member - 1);
    case "GRANDCHILD":
      return undefined;
  }
}

function maritalStatus(
  self: Citizen,
  members: readonly Citizen[],
  partner: Citizen | undefined,
  age: number,
  random: Random,
): string {
  if (partner) return partner.deathDay === null ? marriageOf(self, partner) : "WIDOWED";
  const { slot } = self;
  if (age < MARRIAGE_AGE || slot.relation === "GRANDCHILD") return "SINGLE";
  if (slot.relation === "PARENT") return "WIDOWED";
  const hasChildrenHere = slot.relation === "HEAD" && members.some((other) => other.slot.relation === "CHILD");
  if (hasChildrenHere) return drawSingleParent(random);
  return UNPARTNERED.find(({ until }) => age < until)!.draw(random);
}

/** The same word for both: 60 % plainly married, 37 % for the first time, 3 % again. */
function marriageOf(one: Citizen, other: Citizen): string {
  const hundredth = Math.min(one.index, other.index) % 100;
  return hundredth < 60 ? "MARRIED" : hundredth < 97 ? "FIRST_MARRIED" : "REMARRIED";
}

/** The mother where she lives, else the father, else the head. */
function guardianOf(minor: Citizen, members: readonly Citizen[]): Citizen | null {
  const relations = minor.slot.relation === "GRANDCHILD" ? ["CHILD_IN_LAW", "CHILD", "HEAD"] : ["HEAD", "SPOUSE"];
  const candidates = members.filter(
    (other) => other !== minor && other.deathDay === null && relations.includes(other.slot.relation),
  );
  const grown = candidates.filter((other) => ageOn(AS_OF, other.birthDay) >= MAJORITY_AGE);
  return grown.find((other) => !other.isMale) ?? grown[0] ?? null;
}

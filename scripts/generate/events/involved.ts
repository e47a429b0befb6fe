import type { Parties } from "../organisations/organisations.ts";
import { houseAddress } from "../places/place-names.ts";
import type { Random } from "../random/random.ts";
import type { Streams } from "../random/streams.ts";
import type { GovernanceEvent } from "./events.ts";

/** Somebody or something an event involves. */
export interface Involved {
  readonly kind: "PERSON" | "PLACE" | "ORG";
  /** personId, entityId, or the address of a place. */
  readonly ref: string;
  readonly role: string | null;
}

/** How many people an event of a category involves at most. */
const MOST_PEOPLE: Readonly<Record<string, number>> = {
  DISPUTE: 2,
  SPECIAL_POPULATION: 1,
  PETITION: 1,
  LIVELIHOOD: 1,
  PUBLIC_ORDER_RISK: 1,
};
const WITH_ORGANISATION = new Set([
  "DISPUTE_CONTRACT",
  "DISPUTE_BUSINESS",
  "DISPUTE_UNPAID_WAGES",
  "DISPUTE_LABOUR",
  "DISPUTE_CONSUMER",
  "DISPUTE_MEDICAL",
  "DISPUTE_PROPERTY_MANAGEMENT",
  "SAFETY_WORK",
  "SAFETY_FIRE",
]);
const SHARES = { place: 0.4, person: 0.7, victim: 0.3 } as const;
/** The head of the household after the demo family, whom the planned dispute is with. */
const PLANNED_OPPONENT_HOUSEHOLD = 3;

export function involvedIn(event: GovernanceEvent, parties: Parties, streams: Streams): Involved[] {
  const { people, kind, index } = event;
  const random = streams("InvolvedParty", index);
  const involved: Involved[] = [];
  if (event.isPlanned) {
    for (const household of [0, PLANNED_OPPONENT_HOUSEHOLD])
      involved.push(personIn(event, household, "PARTY", parties));
    return involved;
  }
  for (let i = 0; i < (MOST_PEOPLE[kind.category] ?? 0); i++) {
    if (!random.chance(SHARES.person)) continue;
    const role = i > 0 && random.chance(SHARES.victim) ? "VICTIM" : "PARTY";
    const home = i === 0 && event.household >= people.plainHouseholds ? event.household : drawHousehold(event, random);
    involved.push(personIn(event, home, role, parties));
  }
  if (WITH_ORGANISATION.has(kind.categoryCode)) involved.push(...organisationNear(event, parties, random));
  if (random.chance(SHARES.place)) involved.push({ kind: "PLACE", ref: addressOf(event), role: null });
  return involved;
}

/** The planned households take part only in what is planned. */
function drawHousehold({ people }: GovernanceEvent, random: Random): number {
  const { plainHouseholds, settlement } = people;
  const others = Math.max(1, settlement.householdCount - plainHouseholds);
  return Math.min(plainHouseholds + random.below(others), settlement.householdCount - 1);
}

function personIn({ people }: GovernanceEvent, household: number, role: string, { citizenAt }: Parties): Involved {
  return {
    kind: "PERSON",
    ref: citizenAt(people.firstPerson + people.settlement.firstPerson(household)).personId,
    role,
  };
}

/** One, or none in a county so small that it has no business. */
function organisationNear(
  { people }: GovernanceEvent,
  { directory, organisationAt }: Parties,
  random: Random,
): Involved[] {
  const { first, count } = directory.cellIn(people.county.index, "INDIVIDUAL_BUSINESS");
  if (count === 0) return [];
  return [{ kind: "ORG", ref: organisationAt(first + random.below(count)).entityId, role: "ORGANISATION_CONCERNED" }];
}

export function addressOf({ people, village, household }: GovernanceEvent): string {
  return houseAddress(people.county, village, household - village.firstHousehold);
}

import { type Day, dayOf } from "../calendar.ts";
import type { Citizen } from "../people/citizens.ts";
import { FAMILY_HOUSEHOLD } from "../people/demo-people.ts";
import type { Random } from "../random/random.ts";
import type { Streams } from "../random/streams.ts";
import { weighted } from "../random/weighted.ts";
import { CIRCLE_COMPANIES, PART_OWNED_COMPANY } from "./demo-organisations.ts";
import type { Organisation, Parties } from "./organisations.ts";
import { headOf, type Owners } from "./owners.ts";

export interface Holder {
  readonly kind: "PERSON" | "ENTITY" | "FOREIGN" | "OTHER";
  readonly name: string;
  readonly person: Citizen | null;
  readonly entity: Organisation | null;
  /** Ten-thousandths of a per cent; those of one company add up to a million. */
  readonly millionths: number;
  readonly fromDay: Day;
}

const WITH_SHAREHOLDERS = new Set([
  "NATURAL_PERSON_LIMITED",
  "LIMITED_COMPANY",
  "ONE_PERSON_LIMITED",
  "WHOLLY_STATE_OWNED",
  "JOINT_STOCK",
  "FOREIGN_INVESTED",
  "PARTNERSHIP",
]);
const drawHolderCount = weighted([
  [1, 55],
  [2, 30],
  [3, 9],
  [4, 3],
  [5, 2],
  [7, 1],
]);
const drawOtherHolder = weighted<"PERSON" | "ENTITY" | "OTHER">([
  ["PERSON", 92],
  ["ENTITY", 7],
  ["OTHER", 1],
]);
const WHOLE = 1_000_000;
/** Beside the planned circle, three companies in six thousand own each other in a circle. */
const CIRCLE_PERIOD = 6000;
const CIRCLE_START = 3003;

/** The current shareholders of a company, the largest first; none for organisations that have no capital of their own. */
export function shareholdersOf(company: Organisation, parties: Parties, owners: Owners, streams: Streams): Holder[] {
  if (!WITH_SHAREHOLDERS.has(company.enterpriseType ?? "")) return [];
  const random = streams(`Shareholder/${company.cell.position}`, company.rank);
  const founders = drawFounders(company, parties, owners, random);
  const ratios = split(founders.length, random);
  return founders.map((founder, i) => ({ ...founder, millionths: ratios[i]!, fromDay: joinedOn(company, i, random) }));
}

type Founder = Pick<Holder, "kind" | "name" | "person" | "entity">;

function drawFounders(company: Organisation, parties: Parties, owners: Owners, random: Random): Founder[] {
  if (company.enterpriseType === "WHOLLY_STATE_OWNED") return [outside("OTHER", "示例国有资产监督管理机构")];
  const first = person(owners.representative(company));
  if (company.enterpriseType === "ONE_PERSON_LIMITED") return [first];
  if (company.enterpriseType === "FOREIGN_INVESTED") return [outside("FOREIGN", "EXAMPLE HOLDINGS LIMITED"), first];
  const planned = plannedCoOwner(company, parties);
  if (planned) return [first, planned];
  const founders = [first];
  for (let left = drawHolderCount(random) - 1; left > 0; left--) {
    const founder = drawOther(company, parties, owners, random);
    if (!founders.some((other) => isSame(other, founder))) founders.push(founder);
  }
  return founders;
}

function drawOther(company: Organisation, parties: Parties, owners: Owners, random: Random): Founder {
  const kind = drawOtherHolder(random);
  if (kind === "OTHER") return outside("OTHER", "示例职工持股会");
  // Only companies with a lower number own shares, so that no circle arises but the planned ones.
  const holder =
    kind === "ENTITY" && company.rank > 0
      ? parties.organisationAt(company.index - 1 - random.below(company.rank))
      : null;
  return holder && holder.parent === null ? entity(holder) : person(owners.another(company, random));
}

function plannedCoOwner(company: Organisation, { citizenAt, organisationAt }: Parties): Founder | null {
  const { cell, rank, isPlain } = company;
  const isCircle = isPlain ? (CIRCLE_COMPANIES as readonly number[]).includes(rank) : isInLaterCircle(company);
  if (isCircle) {
    const start = isPlain ? CIRCLE_COMPANIES[0] : rank - (rank % 3);
    return entity(organisationAt(cell.first + start + ((rank - start + 1) % 3)));
  }
  if (!isPlain || cell.people.county.index !== 0 || rank !== PART_OWNED_COMPANY) return null;
  return person(citizenAt(headOf(cell.people, FAMILY_HOUSEHOLD)));
}

function isInLaterCircle({ cell, rank }: Organisation): boolean {
  const start = rank - (rank % 3);
  return start % CIRCLE_PERIOD === CIRCLE_START && start + 3 <= cell.count;
}

function person(citizen: Citizen): Founder {
  return { kind: "PERSON", name: citizen.name, person: citizen, entity: null };
}

function entity(organisation: Organisation): Founder {
  return { kind: "ENTITY", name: organisation.name, person: null, entity: organisation };
}

function outside(kind: "FOREIGN" | "OTHER", name: string): Founder {
  return { kind, name, person: null, entity: null };
}

function isSame(one: Founder, other: Founder): boolean {
  return (
    one.person?.index === other.person?.index && one.entity?.index === other.entity?.index && one.kind === other.kind
  );
}

/** Parts in whole per cent, the largest first; thirds and the like keep four decimals. */
function split(parts: number, random: Random): number[] {
  const weights = Array.from({ length: parts }, (_, i) => (i === 0 ? 1.2 : 0.3 + random.unit()));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const isRound = random.chance(0.8);
  const unit = isRound ? WHOLE / 100 : 1;
  const rest = weights.slice(1).map((weight) => Math.max(unit, Math.floor((weight / total) * (WHOLE / unit)) * unit));
  return [WHOLE - rest.reduce((sum, part) => sum + part, 0), ...rest];
}

function joinedOn({ establishedDay }: Organisation, i: number, random: Random): Day {
  const isFounder = i === 0 || random.chance(0.8);
  return isFounder ? establishedDay : Math.min(establishedDay + random.below(700), dayOf(2016, 12, 31));
}

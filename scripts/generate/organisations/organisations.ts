import { AS_OF, type Day } from "../calendar.ts";
import type { CitizenAt } from "../people/citizens.ts";
import type { Random } from "../random/random.ts";
import type { Streams } from "../random/streams.ts";
import { weightedKeys } from "../random/weighted.ts";
import { type CreditCodes, openCreditCodes, publicBodyCode, ulidEntityId } from "./credit-codes.ts";
import { CANCELLED_COMPANY, CIRCLE_COMPANIES, NEW_AREA_CODE, PLAIN_ENTERPRISES } from "./demo-organisations.ts";
import type { Cell, Directory } from "./directory.ts";
import { isCommercial } from "./kinds.ts";
import { branchName, COMPANY_FORMS, drawOrganisationName, publicBodyName } from "./organisation-names.ts";
import { drawFarming, firstTradePlace, type Trade, tradeAt } from "./trades.ts";

/** What other registers and lists need to know of an organisation. */
export interface Organisation {
  /** Counted through the province. */
  readonly index: number;
  readonly cell: Cell;
  /** Number within its cell. */
  readonly rank: number;
  readonly entityId: string;
  readonly uscc: string | null;
  readonly name: string;
  readonly enterpriseType: string | null;
  readonly trade: Trade;
  readonly status: string;
  /** Of the last change of status; null while the first status lasts. */
  readonly statusDay: Day | null;
  readonly establishedDay: Day;
  /** The organisation a branch belongs to. */
  readonly parent: Organisation | null;
  /** A demo subject, to which nothing happens but what is planned. */
  readonly isPlain: boolean;
  /** The numbers after these facts, for the rest of the row. */
  readonly random: Random;
}

export type OrganisationAt = (index: number) => Organisation;

/** The people and organisations that others point to. */
export interface Parties {
  readonly directory: Directory;
  readonly citizenAt: CitizenAt;
  readonly organisationAt: OrganisationAt;
}

/** One enterprise in eleven is a branch of the one with the next lower multiple of eleven, or one of the ten after it. */
const BRANCH_PERIOD = 11;
/** One individual business in fifty still has no credit code. */
const UNCODED_PERIOD = 50;

const drawEnterpriseType = weightedKeys({
  NATURAL_PERSON_LIMITED: 62,
  ONE_PERSON_LIMITED: 14,
  WHOLLY_STATE_OWNED: 2,
  LIMITED_COMPANY: 1,
  SOLE_PROPRIETORSHIP: 6,
  JOINT_STOCK: 1,
  FOREIGN_INVESTED: 1,
  PARTNERSHIP: 2,
  COLLECTIVE: 1,
  OWNED_BY_ALL_PEOPLE: 1,
});
const drawCommercialStatus = weightedKeys({
  ACTIVE: 82,
  CANCELLED: 12,
  REVOKED_NOT_CANCELLED: 5,
  REVOKED_AND_CANCELLED: 0.4,
  MOVED_OUT: 0.3,
  ANNULLED: 0.2,
  OTHER: 0.1,
});
const drawPublicStatus = weightedKeys({ REGISTERED: 91, CHANGING: 2, CANCELLED: 6, REVOKED: 1 });
const FIRST_STATUSES = new Set(["ACTIVE", "REGISTERED"]);
/** Mean age of an organisation, years; older ones are rarer. */
const MEAN_AGE = 7;
const OLDEST = 30;

export function organisationsOf(directory: Directory, streams: Streams): OrganisationAt {
  const creditCodes = openCreditCodes(streams("CreditCodes", 0));
  const organisationAt = (index: number): Organisation => {
    const cell = directory.cellOf(index);
    const random = streams(`LegalEntity/${cell.position}`, index - cell.first);
    const parent = isBranch(cell, index) ? organisationAt(parentOf(index, random)) : null;
    return describe(index, cell, parent, random, creditCodes);
  };
  return organisationAt;
}

function describe(
  index: number,
  cell: Cell,
  parent: Organisation | null,
  random: Random,
  creditCodes: CreditCodes,
): Organisation {
  const { kind, people } = cell;
  const rank = index - cell.first;
  const isPlain = isPlanned(cell, rank);
  const trade = kind === "COOPERATIVE" ? drawFarming(random) : tradeAt(firstTradePlace(people.county.index) + rank);
  const enterpriseType = typeOf(cell, parent, isPlain, random);
  const establishedDay = drawEstablishedDay(random, parent, isPlain);
  const status = drawStatus(cell, rank, parent, isPlain, random);
  const hasCode = kind !== "INDIVIDUAL_BUSINESS" || rank % UNCODED_PERIOD !== UNCODED_PERIOD - 1;
  const uscc = hasCode ? codeOf(cell, rank, creditCodes) : null;
  const drawnName = drawOrganisationName(kind, people.county, trade, COMPANY_FORMS[enterpriseType ?? ""] ?? "", random);
  return {
    index,
    cell,
    rank,
    entityId: uscc ?? ulidEntityId(establishedDay, random),
    uscc,
    name: parent
      ? branchName(parent.name, people.county)
      : kind === "GOVERNMENT_BODY"
        ? publicBodyName(people.county, rank)
        : drawnName,
    enterpriseType,
    trade,
    status,
    statusDay: FIRST_STATUSES.has(status) ? null : drawStatusDay(random, establishedDay, parent),
    establishedDay,
    parent,
    isPlain,
    random,
  };
}

function isPlanned({ kind, people: { county } }: Cell, rank: number): boolean {
  if (kind !== "ENTERPRISE") return false;
  if (county.code === NEW_AREA_CODE) return rank === 0;
  return county.index === 0 && (rank < PLAIN_ENTERPRISES || (CIRCLE_COMPANIES as readonly number[]).includes(rank));
}

function isBranch(cell: Cell, index: number): boolean {
  return cell.kind === "ENTERPRISE" && (index - cell.first) % BRANCH_PERIOD === BRANCH_PERIOD - 1;
}

/** One of the ten enterprises before it; none of them is a branch. */
function parentOf(index: number, random: Random): number {
  return index - 1 - random.below(BRANCH_PERIOD - 1);
}

function typeOf({ kind }: Cell, parent: Organisation | null, isPlain: boolean, random: Random): string | null {
  const drawn = drawEnterpriseType(random);
  if (kind === "INDIVIDUAL_BUSINESS") return "INDIVIDUAL_BUSINESS";
  if (kind === "COOPERATIVE") return "FARMER_COOPERATIVE";
  if (kind !== "ENTERPRISE") return null;
  if (parent) return "DOMESTIC_BRANCH";
  return isPlain ? "NATURAL_PERSON_LIMITED" : drawn;
}

function drawStatus(
  { kind }: Cell,
  rank: number,
  parent: Organisation | null,
  isPlain: boolean,
  random: Random,
): string {
  const drawn = isCommercial(kind) ? drawCommercialStatus(random) : drawPublicStatus(random);
  if (isPlain) return rank === CANCELLED_COMPANY ? "CANCELLED" : "ACTIVE";
  // A head office is closed only after its branches.
  if (parent && parent.status !== "ACTIVE") return "CANCELLED";
  return kind === "GOVERNMENT_BODY" ? "REGISTERED" : drawn;
}

function codeOf(cell: Cell, rank: number, creditCodes: CreditCodes): string {
  if (cell.kind === "GOVERNMENT_BODY") return publicBodyCode(cell.people.county.alias, rank);
  return creditCodes(cell, rank);
}

function drawEstablishedDay(random: Random, parent: Organisation | null, isPlain: boolean): Day {
  const age = isPlain ? 3 + 4 * random.unit() : Math.min(OLDEST, -MEAN_AGE * Math.log(1 - random.unit()));
  const day = AS_OF - 20 - Math.floor(age * 365);
  if (!parent) return day;
  return Math.min(lastActiveDay(parent) - 10, Math.max(day, parent.establishedDay + 1));
}

/** A branch closes before its head office does. */
function drawStatusDay(random: Random, establishedDay: Day, parent: Organisation | null): Day {
  const end = parent ? lastActiveDay(parent) : AS_OF;
  return establishedDay + Math.floor((end - establishedDay) * (0.3 + 0.69 * random.unit()));
}

/** Last day by which an organisation in this state acted; nothing happens to it after. */
export function lastActiveDay({ status, statusDay }: Organisation): Day {
  return status === "CANCELLED" || status.startsWith("REVOKED") ? (statusDay ?? AS_OF) : AS_OF;
}

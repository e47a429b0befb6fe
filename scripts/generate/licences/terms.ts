import { AS_OF, addYears, type Day } from "../calendar.ts";
import type { Random } from "../random/random.ts";
import { weightedKeys } from "../random/weighted.ts";

/** From when to when a licence runs, and what became of it. */
export interface Term {
  readonly issueDay: Day;
  /** Inclusive; null is long-term. */
  readonly validTo: Day | null;
  readonly status: string;
  readonly statusDay: Day | null;
  readonly statusReason: string | null;
}

/** What limits the term: the type's validity, and the life of the holder. */
export interface TermBounds {
  readonly validityMonths: number | null;
  /** The holder could not have it earlier. */
  readonly earliest: Day;
  /** The holder's last day, or the day the province is described. */
  readonly latest: Day;
  /** Organisations get what does not expire when they are founded. */
  readonly isFromFounding: boolean;
}

/** Many types do not expire and many holders are too young for it, so that 12 % here leave a few per cent expired. */
const drawState = weightedKeys({ VALID: 86.5, EXPIRED: 12, REVOKED: 0.5, ANNULLED: 0.5, SUSPENDED: 0.5 });
const REASONS: Readonly<Record<string, string>> = {
  REVOKED: "因违法行为被吊销",
  ANNULLED: "申请材料不实，予以撤销",
  SUSPENDED: "责令整改，暂扣期间",
  CANCELLED: "持证主体终止，予以注销",
};
/** Registers mark only half of the expired licences; the others say VALID, and their last day has passed. */
const MARKED_EXPIRED_SHARE = 0.5;
const DAYS_PER_MONTH = 30.44;
const LONGEST_SINCE_EXPIRY = 730;
/** A planned paper without end is from five years after the holder could have had it. */
const DAYS_TO_PERPETUAL = 1826;

export function drawTerm(bounds: TermBounds, random: Random): Term {
  const state = drawState(random);
  const isMarked = random.chance(MARKED_EXPIRED_SHARE);
  const issueDay = drawIssueDay(bounds, state === "EXPIRED", random);
  const validTo = endOf(issueDay, bounds.validityMonths);
  if (bounds.latest < AS_OF) return ended(issueDay, validTo, "CANCELLED", bounds.latest);
  if (validTo !== null && validTo < AS_OF) return expired(issueDay, validTo, isMarked);
  if (state === "VALID" || state === "EXPIRED") return valid(issueDay, validTo);
  return ended(issueDay, validTo, state, issueDay + random.below(AS_OF - issueDay));
}

/** The term of a planned licence: its end is given, and it stays as it is unless its holder has ended. */
export function plannedTerm(
  { validityMonths, earliest, latest, isFromFounding }: TermBounds,
  validTo: Day | null,
): Term {
  const years = Math.ceil((validityMonths ?? 0) / 12);
  const perpetualFrom = isFromFounding ? earliest : earliest + DAYS_TO_PERPETUAL;
  const start = validTo === null ? perpetualFrom : addYears(validTo + 1, -years);
  const issueDay = Math.min(Math.max(start, earliest), latest - 1);
  return latest < AS_OF ? ended(issueDay, validTo, "CANCELLED", latest) : valid(issueDay, validTo);
}

function drawIssueDay(
  { validityMonths, earliest, latest, isFromFounding }: TermBounds,
  isExpired: boolean,
  random: Random,
): Day {
  const inside = (day: Day): Day => Math.min(Math.max(day, earliest), Math.max(latest - 1, earliest));
  const isPerpetual = validityMonths === null;
  if (isPerpetual)
    return inside(isFromFounding ? earliest : earliest + Math.floor((latest - earliest) * random.unit()));
  const days = Math.floor(validityMonths * DAYS_PER_MONTH);
  const since = isExpired ? days + 32 + random.below(LONGEST_SINCE_EXPIRY) : random.below(days - 5);
  return inside(latest - since);
}

/** The day before the anniversary. */
function endOf(issueDay: Day, validityMonths: number | null): Day | null {
  return validityMonths === null ? null : addYears(issueDay, validityMonths / 12) - 1;
}

/** The last day on which a licence of this term was in force. */
export function lastDayOf({ validTo, status, statusDay }: Term): Day {
  const ending = status === "VALID" || statusDay === null ? AS_OF : statusDay;
  return Math.min(AS_OF, ending, validTo ?? AS_OF);
}

function valid(issueDay: Day, validTo: Day | null): Term {
  return { issueDay, validTo, status: "VALID", statusDay: issueDay, statusReason: null };
}

function expired(issueDay: Day, validTo: Day, isMarked: boolean): Term {
  if (!isMarked) return valid(issueDay, validTo);
  return { issueDay, validTo, status: "EXPIRED", statusDay: validTo + 1, statusReason: "有效期届满" };
}

function ended(issueDay: Day, validTo: Day | null, status: string, statusDay: Day): Term {
  return { issueDay, validTo, status, statusDay: Math.max(issueDay, statusDay), statusReason: REASONS[status]! };
}

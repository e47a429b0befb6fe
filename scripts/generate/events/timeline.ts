import { AS_OF } from "../calendar.ts";
import type { GovernanceEvent } from "./events.ts";
import { handlingLimit, replyLimit } from "./handling.ts";

/** When what happened to an event, in minutes since the start of 1970-01-01 in China Standard Time; null is not yet. */
export interface Timeline {
  readonly reportedAt: number;
  readonly acceptedAt: number | null;
  readonly firstReplyAt: number | null;
  readonly dispatchedAt: number | null;
  readonly resolvedAt: number | null;
  readonly repliedAt: number | null;
  /** Null while open, and again after a reopening. */
  readonly closedAt: number | null;
  readonly dueAt: number | null;
  readonly slaState: "GREEN" | "YELLOW" | "RED" | null;
}

const REPLIED_IN_TIME_SHARE = 0.86;
const YELLOW_FROM = 0.8;
const NOW = AS_OF * 24 * 60;

export function timelineOf(event: GovernanceEvent): Timeline {
  const acceptedAt = firstOf(event, "ACCEPT");
  const resolvedAt = lastOf(event, "RESOLVE");
  const closedAt = lastOf(event, "CLOSE");
  const reopenedAt = lastOf(event, "REOPEN");
  const dueAt = dueMinute(event);
  return {
    reportedAt: event.steps[0]!.at,
    acceptedAt,
    firstReplyAt: drawFirstReply(event, acceptedAt),
    dispatchedAt: firstOf(event, "DISPATCH"),
    resolvedAt,
    repliedAt: lastOf(event, "REPLY"),
    closedAt: closedAt !== null && (reopenedAt ?? 0) < closedAt ? closedAt : null,
    dueAt,
    slaState:
      dueAt === null || acceptedAt === null ? null : colour((resolvedAt ?? NOW) - acceptedAt, dueAt - acceptedAt),
  };
}

/** When handling has to be done; nothing is due of what was refused or merged. */
export function dueMinute(event: GovernanceEvent): number | null {
  const acceptedAt = firstOf(event, "ACCEPT");
  return acceptedAt === null || event.course.outcome !== "HANDLED"
    ? null
    : Math.floor(acceptedAt + handlingLimit(event.course));
}

function firstOf({ steps }: GovernanceEvent, action: string): number | null {
  return steps.find((step) => step.action === action)?.at ?? null;
}

function lastOf({ steps }: GovernanceEvent, action: string): number | null {
  return steps.findLast((step) => step.action === action)?.at ?? null;
}

/** The reporter hears first when the event was accepted, or later. */
function drawFirstReply({ steps, course, random }: GovernanceEvent, acceptedAt: number | null): number | null {
  const isInTime = random.chance(REPLIED_IN_TIME_SHARE);
  const waited = replyLimit(course.level) * (isInTime ? random.unit() : 1 + random.unit());
  if (acceptedAt === null || course.outcome !== "HANDLED") return null;
  const repliedAt = Math.floor(Math.max(steps[0]!.at + waited, acceptedAt));
  return repliedAt < NOW ? repliedAt : null;
}

function colour(used: number, limit: number): "GREEN" | "YELLOW" | "RED" {
  if (used > limit) return "RED";
  return used >= limit * YELLOW_FROM ? "YELLOW" : "GREEN";
}

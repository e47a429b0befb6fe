import type { tables } from "@tongshu/governance-events";
import { AS_OF, minuteText } from "../calendar.ts";
import type { GovernanceEvent } from "../events/events.ts";
import { handlingLimit, type Level, replyLimit, type Step } from "../events/handling.ts";
import { addressOf, involvedIn } from "../events/involved.ts";
import { choosePeople } from "../people/chosen-people.ts";
import { isAdult } from "../people/society.ts";
import { hexDigest } from "../people/welfare.ts";
import { pointIn } from "../places/geography.ts";
import type { Province } from "../province.ts";
import type { Random } from "../random/random.ts";
import { weightedKeys } from "../random/weighted.ts";
import type { RowOf } from "./encode-row.ts";
import { type RowSource, recordColumns } from "./record.ts";
import type { Slice } from "./slice.ts";

const PLATFORM: RowSource = { dept: "CMC", catalog: "CMC-EV", confidence: "AUTHORITATIVE" };

const STATUS_AFTER: Readonly<Record<string, string>> = {
  REPORT: "REPORTED",
  REJECT: "INVALID",
  MERGE: "MERGED",
  ACCEPT: "ACCEPTED",
  DISPATCH: "DISPATCHED",
  RETURN: "RETURNED",
  ESCALATE: "ESCALATED",
  HANDLE: "PROCESSING",
  RESOLVE: "RESOLVED",
  VERIFY: "VERIFIED",
  REPLY: "REPLIED",
  EVALUATE: "EVALUATED",
  CLOSE: "CLOSED",
  REOPEN: "REOPENED",
  ARCHIVE: "ARCHIVED",
};
const drawChannel = weightedKeys({ GRID_APP: 62, WECHAT: 8, PUBLIC_APP: 6, HOTLINE: 13, PORTAL: 5, DEPARTMENT: 6 });
const drawScore = weightedKeys({ "5": 34, "4": 38, "3": 18, "2": 7, "1": 3 });
const SHARES = { repliedInTime: 0.86, anonymous: 0.1, attachment: 0.2 } as const;
const YELLOW_FROM = 0.8;
const NOW = AS_OF * 1440;

export function* governanceEventRows(
  province: Province,
  slice: Slice,
): Generator<RowOf<typeof tables.governanceEvents>> {
  const reporters = choosePeople(province.population, isAdult);
  const reporterAt = (random: Random): string =>
    province.citizenAt(reporters.person(random.below(reporters.count))).personId;
  for (const event of eventsIn(province, slice)) yield eventRow(province, event, reporterAt);
}

export function* eventsIn({ events }: Province, slice: Slice): Generator<GovernanceEvent> {
  const [from, to] = slice.of(events.count);
  for (let index = from; index < to; index++) yield events.eventAt(index);
}

function eventRow(
  province: Province,
  event: GovernanceEvent,
  reporterAt: (random: Random) => string,
): RowOf<typeof tables.governanceEvents> {
  const { random, kind, village, people, steps, course } = event;
  const last = steps.at(-1)!;
  const point = pointIn(people.county, random);
  return {
    eventNo: event.eventNo,
    title: `${village.name}${kind.label}`,
    content: `反映${village.township.name}${village.name}${kind.label}情况，请核实处理。(合成数据)`,
    category: kind.category,
    categoryCode: kind.categoryCode,
    severity: event.severity,
    urgency: course.urgency,
    ...reporting(event, reporterAt),
    gridCode: event.gridCode,
    region: village.code,
    locationAddress: addressOf(event),
    locationLng: point.lng,
    locationLat: point.lat,
    ...times(event),
    currentLevel: last.toLevel,
    currentUnit: unitName(event, last.toLevel),
    handlingLevelAtClose: steps.findLast(({ action }) => action === "CLOSE")?.toLevel ?? null,
    status: STATUS_AFTER[last.action]!,
    duplicateOf:
      event.duplicateOf === null || last.action !== "MERGE"
        ? null
        : province.events.eventNoOf(people, event.duplicateOf),
    reopenCount: steps.filter(({ action }) => action === "REOPEN").length,
    attachmentDigests: random.chance(SHARES.attachment) ? [hexDigest(random)] : [],
    ...satisfaction(event),
    tags: [],
    anonymised: false,
    ...recordColumns(PLATFORM, event.index, random),
  };
}

function reporting({ kind, isPlanned, random }: GovernanceEvent, reporterAt: (random: Random) => string) {
  const channel = kind.category === "PETITION" ? "PETITION" : isPlanned ? "GRID_APP" : drawChannel(random);
  const isAnonymous = random.chance(SHARES.anonymous);
  const reporter = reporterAt(random);
  const byCitizen = isAnonymous ? "ANONYMOUS" : "CITIZEN";
  const reporterKind = channel === "GRID_APP" ? "OFFICER" : channel === "DEPARTMENT" ? "ORG" : byCitizen;
  return { channel, reporterKind, reporterPersonId: reporterKind === "CITIZEN" ? reporter : null };
}

function times(event: GovernanceEvent) {
  const { steps, course, random } = event;
  const at = (action: string): number | null => steps.find((step) => step.action === action)?.at ?? null;
  const lastAt = (action: string): number | null => steps.findLast((step) => step.action === action)?.at ?? null;
  const reportedAt = steps[0]!.at;
  const acceptedAt = at("ACCEPT");
  const replyAt =
    reportedAt + replyLimit(course.level) * (random.chance(SHARES.repliedInTime) ? random.unit() : 1 + random.unit());
  const resolvedAt = lastAt("RESOLVE");
  const dueAt = acceptedAt === null || course.outcome !== "HANDLED" ? null : acceptedAt + handlingLimit(course);
  const isOpen = steps.at(-1)!.action === "REOPEN" || (lastAt("REOPEN") ?? 0) > (lastAt("CLOSE") ?? 0);
  return {
    occurredAt: minuteText(event.occurredAt),
    reportedAt: minuteText(reportedAt),
    acceptedAt: textOrNull(acceptedAt),
    firstReplyAt:
      course.outcome === "HANDLED" && replyAt < NOW && acceptedAt !== null
        ? minuteText(Math.floor(Math.max(replyAt, acceptedAt)))
        : null,
    dispatchedAt: textOrNull(at("DISPATCH")),
    resolvedAt: textOrNull(resolvedAt),
    repliedAt: textOrNull(lastAt("REPLY")),
    closedAt: isOpen ? null : textOrNull(lastAt("CLOSE")),
    dueAt: dueAt === null ? null : minuteText(Math.floor(dueAt)),
    slaState:
      dueAt === null || acceptedAt === null ? null : colour((resolvedAt ?? NOW) - acceptedAt, dueAt - acceptedAt),
  };
}

function textOrNull(minutes: number | null): string | null {
  return minutes === null ? null : minuteText(minutes);
}

function colour(used: number, limit: number): string {
  if (used > limit) return "RED";
  return used >= limit * YELLOW_FROM ? "YELLOW" : "GREEN";
}

function satisfaction({ steps, random, isPlanned }: GovernanceEvent) {
  const evaluation = steps.findLast(({ action }) => action === "EVALUATE");
  if (!evaluation)
    return {
      satisfactionScore: null,
      satisfactionEvaluatedAt: null,
      satisfactionChannel: null,
      satisfactionComment: null,
    };
  const score = Number(drawScore(random));
  return {
    satisfactionScore: isPlanned ? 5 : score,
    satisfactionEvaluatedAt: minuteText(evaluation.at),
    satisfactionChannel: random.chance(0.6) ? "WECHAT" : "PUBLIC_APP",
    satisfactionComment: null,
  };
}

function unitName({ people, village, gridCode }: GovernanceEvent, level: Level): string {
  const { county } = people;
  switch (level) {
    case "GRID":
      return `${village.name}第${Number(gridCode.slice(12))}网格`;
    case "VILLAGE":
      return `${village.name}综治中心`;
    case "TOWNSHIP":
      return `${village.township.name}综治中心`;
    case "COUNTY":
      return `${county.name}综治中心`;
    case "CITY":
      return `${county.prefectureName}综治中心`;
    case "PROVINCE":
      return "甘肃省综治中心";
  }
}

export function* eventStepRows(province: Province, slice: Slice): Generator<RowOf<typeof tables.eventSteps>> {
  for (const event of eventsIn(province, slice)) {
    const dueAt = times(event).dueAt;
    for (const [i, step] of event.steps.entries()) yield stepRow(event, step, i, dueAt);
  }
}

function stepRow(event: GovernanceEvent, step: Step, i: number, dueAt: string | null): RowOf<typeof tables.eventSteps> {
  const before = event.steps[i - 1];
  return {
    eventNo: event.eventNo,
    seq: i + 1,
    gridCode: event.gridCode,
    action: step.action,
    fromUnit: unitName(event, step.fromLevel),
    toUnit: unitName(event, step.toLevel),
    fromLevel: step.fromLevel,
    toLevel: step.toLevel,
    actorId: officerId(event.gridCode),
    at: minuteText(step.at),
    comment: null,
    dueAt: step.action === "ACCEPT" ? dueAt : null,
    elapsedWorkMinutes: before ? Math.min(step.at - before.at, 100_000) : 0,
  };
}

/** The officer of a grid; the register of officers comes later. */
export function officerId(gridCode: string): string {
  return `GO${gridCode}1`;
}

export function* involvedPartyRows(province: Province, slice: Slice): Generator<RowOf<typeof tables.involvedParties>> {
  for (const event of eventsIn(province, slice)) {
    for (const [i, involved] of involvedIn(event, province, province.streams).entries()) {
      yield {
        eventNo: event.eventNo,
        seq: i + 1,
        gridCode: event.gridCode,
        kind: involved.kind,
        ref: involved.ref,
        personId: involved.kind === "PERSON" ? involved.ref : null,
        entityId: involved.kind === "ORG" ? involved.ref : null,
        role: involved.role,
      };
    }
  }
}

import type { tables } from "@tongshu/governance-events";
import { minuteText } from "../calendar.ts";
import type { GovernanceEvent } from "../events/events.ts";
import { addressOf } from "../events/involved.ts";
import { timelineOf } from "../events/timeline.ts";
import { unitName } from "../events/units.ts";
import { choosePeople } from "../people/chosen-people.ts";
import { isAdult } from "../people/society.ts";
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
const SHARES = { anonymous: 0.1, attachment: 0.2 } as const;

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
    attachmentDigests: random.chance(SHARES.attachment) ? [random.hexDigest()] : [],
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
  const timeline = timelineOf(event);
  return {
    occurredAt: minuteText(event.occurredAt),
    reportedAt: minuteText(timeline.reportedAt),
    acceptedAt: textOrNull(timeline.acceptedAt),
    firstReplyAt: textOrNull(timeline.firstReplyAt),
    dispatchedAt: textOrNull(timeline.dispatchedAt),
    resolvedAt: textOrNull(timeline.resolvedAt),
    repliedAt: textOrNull(timeline.repliedAt),
    closedAt: textOrNull(timeline.closedAt),
    dueAt: textOrNull(timeline.dueAt),
    slaState: timeline.slaState,
  };
}

function textOrNull(minutes: number | null): string | null {
  return minutes === null ? null : minuteText(minutes);
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

import type { tables } from "@tongshu/supervision";
import { AS_OF, dayText } from "../calendar.ts";
import type { Organisation } from "../organisations/organisations.ts";
import { needsPermit } from "../organisations/trades.ts";
import { drawGivenName, drawSurname } from "../people/names.ts";
import type { Province } from "../province.ts";
import type { Random } from "../random/random.ts";
import { weightedKeys } from "../random/weighted.ts";
import { drawActiveDay, PLANNED_INSPECTION_COUNT } from "../supervision/supervision.ts";
import type { RowOf } from "./encode-row.ts";
import { type RowSource, recordColumns } from "./record.ts";
import type { Slice } from "./slice.ts";
import { officeInstant } from "./supervision-rows.ts";

const FOOD_AND_DRUGS: RowSource = { dept: "FDA", catalog: "FDA-04", confidence: "AUTHORITATIVE" };
const MARKET: RowSource = { dept: "AIC", catalog: "AIC-09", confidence: "AUTHORITATIVE" };

const drawKind = weightedKeys({ DAILY: 66, DOUBLE_RANDOM: 16, SPECIAL: 8, COMPLAINT: 6, JOINT: 4 });
const drawResult = weightedKeys({
  NO_PROBLEM: 78,
  CORRECTED_ON_ORDER: 11,
  PENDING_FOLLOW_UP: 4,
  UNREACHABLE: 3,
  NOT_PUBLISHED: 2,
  ACTIVITY_NOT_FOUND: 1.5,
  FOOD_DRUG_VIOLATION: 0.3,
  REGISTRATION_VIOLATION: 0.2,
});
const PROBLEMS: Readonly<Record<string, string>> = {
  CORRECTED_ON_ORDER: "现场管理记录不完整，已责令当场改正",
  PENDING_FOLLOW_UP: "部分制度未落实，限期整改",
  UNREACHABLE: "通过登记的住所无法取得联系",
  NOT_PUBLISHED: "未按规定公示应当公示的信息",
  ACTIVITY_NOT_FOUND: "检查时未发现开展相关经营活动",
  FOOD_DRUG_VIOLATION: "进货查验记录缺失",
  REGISTRATION_VIOLATION: "登记事项发生变化未办理变更",
};
const TO_RECTIFY = new Set([
  "CORRECTED_ON_ORDER",
  "PENDING_FOLLOW_UP",
  "FOOD_DRUG_VIOLATION",
  "REGISTRATION_VIOLATION",
]);
const SHARES = { published: 0.93, rectified: 0.8 } as const;
const RECTIFY_DAYS = 15;
const PUBLISH_WITHIN_DAYS = 20;

export function* inspectionRows(province: Province, slice: Slice): Generator<RowOf<typeof tables.inspections>> {
  const { volumes, inspected } = province.supervision;
  const [from, to] = slice.of(volumes.inspections);
  for (let row = from; row < to; row++) yield inspectionRow(province, row, inspected(row));
}

function inspectionRow({ streams }: Province, row: number, entity: Organisation): RowOf<typeof tables.inspections> {
  const random = streams("Inspection", row);
  const source = needsPermit(entity.trade, /食品|药品|医疗/u) ? FOOD_AND_DRUGS : MARKET;
  const kind = drawKind(random);
  const inspectDay = drawActiveDay(entity, random);
  const result = drawnOrPlanned(row, drawResult(random));
  const dueDay = TO_RECTIFY.has(result) ? inspectDay + RECTIFY_DAYS : null;
  const rectifiedDay = dueDay !== null && random.chance(SHARES.rectified) ? dueDay - random.below(RECTIFY_DAYS) : null;
  const publishedDay = inspectDay + 1 + random.below(PUBLISH_WITHIN_DAYS);
  const isPublished = publishedDay < AS_OF && (random.chance(SHARES.published) || entity.isPlain);
  return {
    inspectionId: `JC${String(row + 1).padStart(10, "0")}`,
    entityId: entity.entityId,
    planNo:
      kind === "DAILY" || kind === "COMPLAINT"
        ? null
        : `${source.dept}-${dayText(inspectDay).slice(0, 4)}-${1 + random.below(60)}`,
    kind,
    items: [{ itemCode: `${source.catalog}-${1 + random.below(40)}`, basis: "《示例检查要点》", result }],
    inspectors: [drawOfficer(random), drawOfficer(random)],
    inspectDate: dayText(inspectDay),
    region: entity.cell.people.county.code,
    resultCodes: [result],
    problems: PROBLEMS[result] ?? null,
    rectifyDue: dueDay === null ? null : dayText(dueDay),
    rectifiedDate: rectifiedDay === null || rectifiedDay >= AS_OF ? null : dayText(rectifiedDay),
    publishedAt: isPublished ? officeInstant(publishedDay, random) : null,
    dept: source.dept,
    ...recordColumns(source, row, random),
  };
}

/** The first planned inspection ends with an order; the other planned ones find nothing. */
function drawnOrPlanned<T extends string>(row: number, drawn: T): T | "CORRECTED_ON_ORDER" | "NO_PROBLEM" {
  if (row >= PLANNED_INSPECTION_COUNT) return drawn;
  return row === 0 ? "CORRECTED_ON_ORDER" : "NO_PROBLEM";
}

function drawOfficer(random: Random): string {
  return drawSurname(random, "HAN") + drawGivenName(random, "HAN", random.chance(0.6), 1980);
}

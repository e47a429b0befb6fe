import type { tables } from "@tongshu/supervision";
import { AS_OF, type Day, dayOf, dayText, instantText, yearOf } from "../calendar.ts";
import type { Organisation } from "../organisations/organisations.ts";
import type { Province } from "../province.ts";
import type { Random } from "../random/random.ts";
import { weighted, weightedKeys } from "../random/weighted.ts";
import { drawActiveDay } from "../supervision/supervision.ts";
import type { RowOf } from "./encode-row.ts";
import { type RowSource, recordColumns } from "./record.ts";
import type { Slice } from "./slice.ts";

const LISTS: RowSource = { dept: "AIC", catalog: "AIC-08", confidence: "AUTHORITATIVE" };

const drawGround = weightedKeys({
  ANNUAL_REPORT_MISSING: 80,
  UNREACHABLE: 18,
  ORDERED_PUBLICATION_MISSING: 1,
  CONCEALED_OR_FALSE: 1,
});
const OUT_REASONS: Readonly<Record<string, string>> = {
  ANNUAL_REPORT_MISSING: "已补报未报年份的年度报告并公示",
  UNREACHABLE: "依法办理住所变更登记",
  ORDERED_PUBLICATION_MISSING: "已履行公示义务",
  CONCEALED_OR_FALSE: "已更正公示信息",
};
const LEFT_SHARE = 0.45;
const drawSeriousGround = weighted([
  ["提交虚假材料取得登记，被撤销登记", 4],
  ["两年内受到三次以上行政处罚", 3],
  ["组织策划传销或为传销提供便利", 1],
  ["被列入经营异常名录后仍拒不履行公示义务", 6],
]);
const SERIOUS_BASIS = "《企业信息公示暂行条例》第十七条";
/** Who did not publish the report of a year by 30 June is listed in the days after; the list began in October 2014. */
const REPORT_YEARS = [2014, 2015, 2016] as const;
const LIST_BEGAN = dayOf(2014, 10, 1);

export function* abnormalListEntryRows(
  province: Province,
  slice: Slice,
): Generator<RowOf<typeof tables.abnormalListEntries>> {
  const { volumes, listedAbnormal } = province.supervision;
  const [from, to] = slice.of(volumes.abnormalEntries);
  for (let row = from; row < to; row++) yield abnormalEntry(province, row, listedAbnormal(row));
}

export function* seriousListEntryRows(
  province: Province,
  slice: Slice,
): Generator<RowOf<typeof tables.seriousListEntries>> {
  const { volumes, listedSerious } = province.supervision;
  const [from, to] = slice.of(volumes.seriousEntries);
  for (let row = from; row < to; row++) yield seriousEntry(province, row, listedSerious(row));
}

function abnormalEntry(
  { streams, supervision }: Province,
  row: number,
  entity: Organisation,
): RowOf<typeof tables.abnormalListEntries> {
  const random = streams("AbnormalListEntry", row);
  const ground = entity.isPlain ? "ANNUAL_REPORT_MISSING" : drawGround(random);
  // A second entry of the same organisation is an earlier one, and settled.
  const isEarlier = row > supervision.volumes.listedAbnormal;
  const inDay =
    ground === "ANNUAL_REPORT_MISSING"
      ? reportListingDay(entity, isEarlier, random)
      : Math.max(LIST_BEGAN, drawActiveDay(entity, random));
  const hasLeft = (isEarlier || random.chance(LEFT_SHARE)) && !entity.isPlain;
  const outDay = hasLeft ? Math.min(AS_OF - 1, inDay + 20 + random.below(400)) : null;
  return {
    entryNo: `YC${String(row + 1).padStart(10, "0")}`,
    entityId: entity.entityId,
    ground,
    ...listing(entity, inDay, outDay, OUT_REASONS[ground]!),
    ...recordColumns(LISTS, row, random),
  };
}

function seriousEntry(
  { streams }: Province,
  row: number,
  entity: Organisation,
): RowOf<typeof tables.seriousListEntries> {
  const random = streams("SeriousListEntry", row);
  const inDay = drawActiveDay(entity, random);
  const outDay = random.chance(0.1) ? Math.min(AS_OF - 1, inDay + 200 + random.below(400)) : null;
  return {
    entryNo: `YZ${String(row + 1).padStart(10, "0")}`,
    entityId: entity.entityId,
    ground: drawSeriousGround(random),
    ...listing(entity, inDay, outDay, "列入事由消除，移出名单"),
    basis: SERIOUS_BASIS,
    ...recordColumns(LISTS, row, random),
  };
}

function listing(entity: Organisation, inDay: Day, outDay: Day | null, outReason: string) {
  return {
    inDate: dayText(inDay),
    inDept: "AIC",
    outDate: outDay === null ? null : dayText(Math.max(outDay, inDay)),
    outReason: outDay === null ? null : outReason,
    outDept: outDay === null ? null : "AIC",
    region: entity.cell.people.county.code,
  };
}

/** Early July of a year the organisation should have reported in; a young one could only miss the last. */
function reportListingDay(entity: Organisation, isEarlier: boolean, random: Random): Day {
  const years = REPORT_YEARS.filter((year) => year > yearOf(entity.establishedDay) && (!isEarlier || year < 2016));
  const year = entity.isPlain ? 2016 : years.length > 0 ? random.pick(years) : 2016;
  return Math.max(entity.establishedDay + 1, LIST_BEGAN, dayOf(year, 7, 1) + random.below(20));
}

/** An instant in office hours of the day. */
export function officeInstant(day: Day, random: Random): string {
  return instantText(day, 540 + random.below(480));
}

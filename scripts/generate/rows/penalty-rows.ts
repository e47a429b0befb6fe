import type { tables } from "@tongshu/supervision";
import { AS_OF, addYears, type Day, dayText, yearOf } from "../calendar.ts";
import type { Organisation } from "../organisations/organisations.ts";
import { needsPermit } from "../organisations/trades.ts";
import type { Citizen } from "../people/citizens.ts";
import type { Province } from "../province.ts";
import type { Random } from "../random/random.ts";
import { weightedKeys } from "../random/weighted.ts";
import { drawActiveDay, FIRST_RECORD_DAY } from "../supervision/supervision.ts";
import type { RowOf } from "./encode-row.ts";
import { type RowSource, recordColumns } from "./record.ts";
import type { Slice } from "./slice.ts";

const MARKET: RowSource = { dept: "AIC", catalog: "AIC-10", confidence: "AUTHORITATIVE" };
const FOOD_AND_DRUGS: RowSource = { dept: "FDA", catalog: "FDA-06", confidence: "AUTHORITATIVE" };
const SHORT_NAMES: Readonly<Record<string, string>> = { AIC: "工商", FDA: "食药监" };

const drawEntityKind = weightedKeys({
  FINE: 70,
  WARNING: 15,
  CONFISCATED_INCOME: 8,
  CONFISCATED_PROPERTY: 2,
  BUSINESS_SUSPENDED: 2,
  PERMIT_WITHHELD: 1,
  PERMIT_REVOKED: 1,
  OTHER: 1,
});
const drawPersonKind = weightedKeys({ FINE: 58, WARNING: 40, OTHER: 2 });
const SHARES = { withFine: 0.12, revoked: 0.01, performed: 0.85 } as const;
/** Fines are log-normal around 3,000 yuan; this is the deviation of their logarithm. */
const FINE = { median: 3000, sigma: 1.1, step: 100, smallestForPublication: 1000 } as const;
const FACTS = [
  "经营超过保质期的食品",
  "未按规定建立进货查验记录",
  "超出核准范围从事经营活动",
  "发布虚假宣传内容",
  "销售侵权商品",
];

export function* penaltyRows(province: Province, slice: Slice): Generator<RowOf<typeof tables.penalties>> {
  const { volumes } = province.supervision;
  const [from, to] = slice.of(volumes.entityPenalties + volumes.personPenalties);
  for (let row = from; row < to; row++) {
    yield row < volumes.entityPenalties
      ? entityPenalty(province, row)
      : personPenalty(province, row, row - volumes.entityPenalties);
  }
}

function entityPenalty({ streams, supervision }: Province, row: number): RowOf<typeof tables.penalties> {
  const random = streams("Penalty", row);
  const entity: Organisation = supervision.penalised(row);
  const source = needsPermit(entity.trade, /食品|药品|医疗/u) ? FOOD_AND_DRUGS : MARKET;
  const kinds = entity.isPlain ? ["FINE"] : drawKinds(drawEntityKind(random), random);
  const day = drawActiveDay(entity, random);
  const revokedDay =
    random.chance(SHARES.revoked) && !entity.isPlain ? Math.min(AS_OF - 1, day + 30 + random.below(200)) : null;
  const amounts = drawAmounts(kinds, random);
  return {
    ...decision(source, row + 1, day, random),
    partyEntityId: entity.entityId,
    partyPersonId: null,
    kinds,
    ...amounts,
    region: entity.cell.people.county.code,
    ...publication(kinds, day, Number(amounts.fineAmount ?? 0), revokedDay),
    revokedDate: revokedDay === null ? null : dayText(Math.max(day, revokedDay)),
    revokedReason: revokedDay === null ? null : "行政复议决定撤销",
    performed: random.chance(SHARES.performed),
    ...recordColumns(source, row, random),
  };
}

function personPenalty({ streams, supervision }: Province, row: number, nth: number): RowOf<typeof tables.penalties> {
  const random = streams("PersonPenalty", nth);
  const citizen: Citizen = supervision.penalisedPerson(nth);
  const kinds = [drawPersonKind(random)];
  const day = FIRST_RECORD_DAY + random.below(AS_OF - FIRST_RECORD_DAY);
  return {
    ...decision(MARKET, `个${nth + 1}`, day, random),
    partyEntityId: null,
    partyPersonId: citizen.personId,
    kinds,
    ...drawAmounts(kinds, random),
    region: citizen.household.people.county.code,
    publish: "NO",
    publishReason: "当事人为自然人",
    publishUntil: null,
    revokedDate: null,
    revokedReason: null,
    performed: random.chance(SHARES.performed),
    ...recordColumns(MARKET, row, random),
  };
}

function decision(source: RowSource, number: number | string, day: Day, random: Random) {
  return {
    decisionNo: `甘示${SHORT_NAMES[source.dept]}罚〔${yearOf(day)}〕${number}号`,
    caseFact: random.pick(FACTS),
    violatedBasis: "《示例管理条例》第十条",
    penaltyBasis: "《示例管理条例》第四十条",
    decideDate: dayText(day),
    decideDept: source.dept,
  };
}

function drawKinds(first: string, random: Random): string[] {
  return first !== "FINE" && first !== "WARNING" && random.chance(SHARES.withFine) ? [first, "FINE"] : [first];
}

function drawAmounts(kinds: readonly string[], random: Random) {
  const amount = (): string =>
    (Math.max(1, Math.round((FINE.median * Math.exp(FINE.sigma * random.normal())) / FINE.step)) * FINE.step).toFixed(
      2,
    );
  return {
    fineAmount: kinds.includes("FINE") ? amount() : null,
    confiscatedAmount: kinds.some((kind) => kind.startsWith("CONFISCATED")) ? amount() : null,
  };
}

/** A warning alone is not published, nor what was revoked; small fines for three months, the rest for three years. */
function publication(kinds: readonly string[], day: Day, fine: number, revokedDay: Day | null) {
  if (revokedDay !== null) return { publish: "NO", publishReason: "处罚决定已撤销", publishUntil: null };
  if (kinds.every((kind) => kind === "WARNING"))
    return { publish: "NO", publishReason: "仅受警告", publishUntil: null };
  const isSmall = kinds.every((kind) => kind === "FINE") && fine < FINE.smallestForPublication;
  return { publish: "YES", publishReason: null, publishUntil: dayText(isSmall ? day + 90 : addYears(day, 3)) };
}

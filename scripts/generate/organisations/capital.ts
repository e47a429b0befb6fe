import type { Random } from "../random/random.ts";
import type { Streams } from "../random/streams.ts";
import type { Organisation } from "./organisations.ts";

/** Median 1,000,000 yuan, log-normal, on steps of 1, 2 and 5. */
const MEDIAN = 100;
const SIGMA = 1.4;
const TEN_THOUSAND = 10_000;

/** Registered capital in units of ten thousand yuan, as registers write it; null for kinds that have none. */
export function capitalOf({ cell, parent, rank }: Organisation, streams: Streams): number | null {
  const hasCapital = (cell.kind === "ENTERPRISE" && !parent) || cell.kind === "COOPERATIVE";
  return hasCapital ? drawCapital(streams(`Capital/${cell.position}`, rank)) : null;
}

function drawCapital(random: Random): number {
  const drawn = Math.max(1, MEDIAN * Math.exp(SIGMA * random.normal()));
  const power = 10 ** Math.floor(Math.log10(drawn));
  const step = [1, 2, 5, 10].findLast((candidate) => candidate * power <= drawn * 1.2) ?? 1;
  return step * power;
}

/** Yuan with two decimals. */
export function yuan(tenThousands: number): string {
  return (tenThousands * TEN_THOUSAND).toFixed(2);
}

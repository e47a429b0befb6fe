import type { Slice } from "./measure.ts";
import { median } from "./percentile.ts";
import type { QuestionName } from "./questions.ts";
import type { WayName } from "./way.ts";

/** One way and one question, medians over all rounds. */
export interface Figures {
  readonly way: WayName;
  readonly question: QuestionName;
  readonly requestsPerSecond: number;
  /** The slowest and the fastest round: how far to trust the median. */
  readonly slowestPerSecond: number;
  readonly fastestPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Of all processes of the way. */
  readonly cpuMsPerRequest: number;
  readonly postgresCpuMsPerRequest: number;
  readonly answerBytes: number;
  /** In all rounds. */
  readonly failureCount: number;
  /** Processors busy with the way, PostgreSQL and the load; the machine's count means it was full. */
  readonly busyProcessors: number;
  /** Share of one processor that made the load: near 1, the load was what was measured. */
  readonly loadShare: number;
}

/** Empty when nothing of this way and question was measured. */
export function figuresOf(slices: readonly Slice[], way: WayName, question: QuestionName): Figures | null {
  const results = slices
    .filter((slice) => slice.way === way && slice.question === question)
    .map(({ result }) => result);
  if (results.length === 0) return null;
  const rates = results.map(({ requestCount, elapsedMs }) => (requestCount / elapsedMs) * 1_000);
  return {
    way,
    question,
    requestsPerSecond: median(rates),
    slowestPerSecond: Math.min(...rates),
    fastestPerSecond: Math.max(...rates),
    p50Ms: median(results.map(({ p50Ms }) => p50Ms)),
    p99Ms: median(results.map(({ p99Ms }) => p99Ms)),
    cpuMsPerRequest: median(results.map(({ wayCpuMs, requestCount }) => wayCpuMs / requestCount)),
    postgresCpuMsPerRequest: median(results.map(({ postgresCpuMs, requestCount }) => postgresCpuMs / requestCount)),
    answerBytes: median(results.map(({ answerBytes }) => answerBytes)),
    failureCount: results.reduce((sum, { failureCount }) => sum + failureCount, 0),
    busyProcessors: median(
      results.map(
        ({ wayCpuMs, postgresCpuMs, loadCpuMs, elapsedMs }) => (wayCpuMs + postgresCpuMs + loadCpuMs) / elapsedMs,
      ),
    ),
    loadShare: median(results.map(({ loadCpuMs, elapsedMs }) => loadCpuMs / elapsedMs)),
  };
}

/** How many times less processor time, PostgreSQL's included; unlike a rate it hardly depends on what else the machine does. */
export function cpuRatio(
  figures: readonly Figures[],
  question: QuestionName,
  way: WayName,
  to: WayName,
): number | null {
  const costOf = (name: WayName) => {
    const found = figures.find((each) => each.way === name && each.question === question);
    return found && found.cpuMsPerRequest + found.postgresCpuMsPerRequest;
  };
  const [cost, base] = [costOf(way), costOf(to)];
  return cost === undefined || base === undefined ? null : base / cost;
}

/** How many times faster; null when one of the two was not measured. */
export function ratio(figures: readonly Figures[], question: QuestionName, way: WayName, to: WayName): number | null {
  const rateOf = (name: WayName) =>
    figures.find((each) => each.way === name && each.question === question)?.requestsPerSecond;
  const [rate, base] = [rateOf(way), rateOf(to)];
  return rate === undefined || base === undefined ? null : rate / base;
}

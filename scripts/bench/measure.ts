import { addressOf, bodyOf } from "./ask.ts";
import type { BenchOptions } from "./bench-options.ts";
import type { Child } from "./child-process.ts";
import type { HeadersOf } from "./hub-access.ts";
import type { LoadJob, LoadResult } from "./load/load-job.ts";
import type { Question, QuestionName, Variables } from "./questions.ts";
import type { RunningWay, WayName } from "./way.ts";

/** What one way did with one question in one round. */
export interface Slice {
  readonly way: WayName;
  readonly question: QuestionName;
  readonly round: number;
  readonly result: LoadResult;
}

export interface Bench {
  readonly ways: readonly RunningWay[];
  readonly load: Child<unknown>;
  readonly postgresPid: number;
  readonly headersOf: HeadersOf;
  readonly options: BenchOptions;
}

/** The compilers of all processes must have seen the whole path many times before a slow way shows what it can do. */
const WARM_REQUESTS_PER_SECOND = 100;
const WARM_UP_TURNS = 4;
const LONGEST_RAMP_MS = 500;
const MOST_FAILURES = 0.001;

/** All ways with one question, before anything is measured: as long as one measurement, a slow way up to four times that. */
export async function warmUp(bench: Bench, question: Question, subjects: readonly Variables[]): Promise<void> {
  const { seconds } = bench.options;
  for (const way of bench.ways) {
    let answered = 0;
    for (let turn = 0; turn < WARM_UP_TURNS && answered < seconds * WARM_REQUESTS_PER_SECOND; turn += 1) {
      const { requestCount } = await load(bench, way, question, subjects, { firstBody: answered, seconds });
      answered += requestCount;
    }
  }
}

/**
 * All ways with one question, one after the other. Rounds begin with another way each, so that a machine that grows
 * slower or noisier hits all alike.
 */
export async function measureRound(
  bench: Bench,
  question: Question,
  subjects: readonly Variables[],
  round: number,
): Promise<Slice[]> {
  const { ways, options } = bench;
  const slices: Slice[] = [];
  for (let turn = 0; turn < ways.length; turn += 1) {
    const way = ways[(turn + round) % ways.length] as RunningWay;
    // Each round begins elsewhere, every way of a round at the same place.
    const firstBody = Math.floor((subjects.length * round) / options.rounds);
    const result = await load(bench, way, question, subjects, { firstBody, seconds: options.seconds });
    refuseFailures(way, question, result);
    slices.push({ way: way.name, question: question.name, round, result });
  }
  return slices;
}

/** What fails is cheaper than what is answered, so a rate with failures in it says nothing. */
function refuseFailures(
  way: RunningWay,
  question: Question,
  { requestCount, failureCount, failure }: LoadResult,
): void {
  if (failureCount <= requestCount * MOST_FAILURES) return;
  throw new Error(`${way.title} failed ${failureCount} of ${requestCount} times at ${question.name}: ${failure}`);
}

async function load(
  { load, postgresPid, headersOf, options }: Bench,
  way: RunningWay,
  question: Question,
  subjects: readonly Variables[],
  { firstBody, seconds }: { readonly firstBody: number; readonly seconds: number },
): Promise<LoadResult> {
  const job: LoadJob = {
    url: addressOf(way, question),
    headers: await headersOf(way),
    bodies: subjects.map((variables) => bodyOf(way, question, variables)),
    firstBody,
    inFlight: options.inFlight,
    rampMs: Math.min(LONGEST_RAMP_MS, seconds * 250),
    measureMs: seconds * 1_000,
    wayPid: way.pid,
    postgresPid,
  };
  return (await load.ask(job)) as LoadResult;
}

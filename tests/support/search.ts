import fc from "fast-check";
import { inject } from "vitest";

interface SearchOptions<Case> {
  /** By which a replay finds it again. */
  readonly name: string;
  /** How many cases to try in all. */
  readonly cases: number;
  readonly casesPerRound: number;
  /** Of the time that the profile gives, where a file searches twice. */
  readonly shareOfTime: number;
  /** Several cases at once, which are tried together. */
  readonly batches: fc.Arbitrary<readonly Case[]>;
  /** Before each round, say to put its policy in force; the same seed makes the same policy and the same batches. */
  prepare(seed: number): Promise<void>;
  /** Throws at a counterexample. */
  judge(batch: readonly Case[]): Promise<void>;
}

const FUZZ = inject("fuzz");
const [name = "", path = ""] = FUZZ.replay.split("/");
const REPLAYED = { name, path };
/** Batches hold up to twice as many. */
const MEAN_BATCH = 16;
const MINUTE_MS = 60_000;
/** A counterexample that is found in the last second is made small all the same. */
const SHRINKING_MS = MINUTE_MS;

/** No test with a search in it takes longer. */
export const SEARCH_TIMEOUT_MS = FUZZ.maxMinutes * MINUTE_MS + 2 * SHRINKING_MS;

/** Tries random cases, round after round. Throws the smallest counterexample, with the command that replays it. */
export async function search<Case>(options: SearchOptions<Case>): Promise<void> {
  if (REPLAYED.name !== "" && REPLAYED.name !== options.name) return;
  const endsAtMs = performance.now() + FUZZ.maxMinutes * MINUTE_MS * options.shareOfTime;
  const replay = REPLAYED.path === "" ? {} : { path: REPLAYED.path, endOnFailure: true };
  let tried = 0;
  const property = fc.asyncProperty(options.batches, async (batch) => {
    tried += batch.length;
    await options.judge(batch);
  });
  for (let seed = FUZZ.seed; tried < options.cases && performance.now() < endsAtMs; seed += 1) {
    await options.prepare(seed);
    const numRuns = Math.min(options.casesPerRound, options.cases - tried) / MEAN_BATCH;
    const details = await fc.check(property, {
      seed,
      numRuns: Math.ceil(numRuns),
      interruptAfterTimeLimit: endsAtMs - performance.now() + SHRINKING_MS,
      markInterruptAsFailure: false,
      ...replay,
    });
    if (details.failed) throw counterexample(options.name, details);
    if (REPLAYED.path !== "") return;
  }
  process.stdout.write(`${Math.min(tried, options.cases)} of ${options.cases} random cases tried\n`);
}

function counterexample<Case>(name: string, details: fc.RunDetails<[readonly Case[]]>): Error {
  const { seed, counterexamplePath, counterexample, errorInstance } = details;
  const replay = `npx hub fuzz --seed ${seed} --replay ${name}/${counterexamplePath}`;
  return new Error(`${fc.stringify(counterexample)}\n${replay}\n${String(errorInstance)}`, { cause: errorInstance });
}

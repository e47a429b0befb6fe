import { randomInt } from "node:crypto";

/** How far the random tests search. */
export interface FuzzProfile {
  /** Everything random comes of it. */
  readonly seed: number;
  /** Pairs of a document and a policy. */
  readonly pairs: number;
  readonly maxMinutes: number;
  /** Leads to one counterexample of this seed; the empty text to all that the seed stands for. */
  readonly path: string;
}

declare module "vitest" {
  interface ProvidedContext {
    fuzz: FuzzProfile;
  }
}

/** What `hub fuzz` passes on. */
const VARIABLE = "FUZZ_PROFILE";
/** What every test run can spare. */
const QUICK = { pairs: 150, maxMinutes: 1, path: "" };
const HIGHEST_SEED = 2 ** 31;

export function readFuzzProfile(variables: NodeJS.ProcessEnv): FuzzProfile {
  return { seed: randomInt(HIGHEST_SEED), ...QUICK, ...JSON.parse(variables[VARIABLE] ?? "{}") };
}

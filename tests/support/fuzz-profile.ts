/** How far the random tests search. */
export interface FuzzProfile {
  /** Everything random comes of it. */
  readonly seed: number;
  /** Pairs of a document and a policy. */
  readonly pairs: number;
  readonly maxMinutes: number;
  /** `<search>/<path>`: leads to one counterexample of this seed; the empty text to all that the seed stands for. */
  readonly replay: string;
}

declare module "vitest" {
  interface ProvidedContext {
    fuzz: FuzzProfile;
  }
}

/** What `hub fuzz` passes on. */
const VARIABLE = "FUZZ_PROFILE";
/** What every test run can spare: always the same cases, so that a red run is red again. `hub fuzz` looks elsewhere. */
const QUICK = { seed: 20_170_302, pairs: 150, maxMinutes: 1, replay: "" };

export function readFuzzProfile(variables: NodeJS.ProcessEnv): FuzzProfile {
  return { ...QUICK, ...JSON.parse(variables[VARIABLE] ?? "{}") };
}

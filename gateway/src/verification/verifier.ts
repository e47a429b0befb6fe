import { HubError } from "@tongshu/kit";
import type { Coordinate } from "@tongshu/schema";
import type { PlanResult } from "../federation/execute-plan.ts";
import { OUTCOME_ALIAS } from "../policy/pruned-nodes.ts";
import type { AskedVerification } from "../policy/verify-fields.ts";
import type { RequestScope } from "../request-scope.ts";
import type { GivenSubject } from "./given-claims.ts";
import type { Guess, GuessGuard } from "./guess-guard.ts";
import type { GuessHasher } from "./guess-hash.ts";

/** The verify fields of one request under way. */
export interface Verifying {
  /** The variables as registers may have them: claims without a right, and those that are limited, have lost their value. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Settles the guesses by what the registers found. Answers one error for each claim that was limited. */
  settle(result: PlanResult): Promise<readonly HubError[]>;
}

/** One claim of one subject of one variable. */
interface PlacedGuess extends Guess {
  readonly variable: string;
  readonly index: number;
  readonly claim: string;
}

/** Results that tell nothing of the value: the right one, and none because the data are too old. */
const HARMLESS: ReadonlySet<unknown> = new Set(["MATCH", "STALE"]);

export class Verifier {
  readonly #guard: GuessGuard;
  readonly #hasher: GuessHasher;

  constructor(guard: GuessGuard, hasher: GuessHasher) {
    this.#guard = guard;
    this.#hasher = hasher;
  }

  /** Rejects with GUESS_LIMITED in strict mode, and with AUDIT_UNAVAILABLE when guesses cannot be counted. */
  async begin(
    asked: readonly AskedVerification[],
    values: Readonly<Record<string, unknown>>,
    scope: RequestScope,
  ): Promise<Verifying> {
    // One variable may be asked by several fields; its guesses are the same ones.
    const variables = new Map(asked.map((verification) => [verification.variable, verification]));
    const guesses = [...variables.values()].flatMap((verification) => this.#guessesOf(verification, values));
    const reservation = await this.#guard.reserve(scope, guesses);
    const limited = guesses.filter((guess) => reservation.refused.has(guess));
    const [first] = limited;
    if (first && scope.isStrict) {
      await this.#guard.settle(scope, reservation, new Set());
      throw new HubError("GUESS_LIMITED", { field: first.field });
    }
    return {
      values: withheld(variables, values, limited),
      settle: async (result) => {
        await this.#guard.settle(scope, reservation, harmlessOf(asked, guesses, result));
        return asked.flatMap((verification) => errorsOf(verification, limited));
      },
    };
  }

  #guessesOf(verification: AskedVerification, values: Readonly<Record<string, unknown>>): PlacedGuess[] {
    const { variable, granted, field: verifyField } = verification;
    return subjectsOf(values[variable]).flatMap((given, index) => {
      const subject = this.#hasher.subject(verifyField.type, String(given[verifyField.number]));
      return claimsOf(verification, given).flatMap(([claim, field]) => {
        if (!granted.has(claim)) return [];
        return [{ variable, index, claim, subject, field, value: this.#hasher.value(subject, field, given[claim]) }];
      });
    });
  }
}

function subjectsOf(value: unknown): readonly GivenSubject[] {
  return Array.isArray(value) ? value : [];
}

function claimsOf({ field: { claims } }: AskedVerification, given: GivenSubject): [string, Coordinate][] {
  return [...claims].filter(([claim]) => Object.hasOwn(given, claim));
}

/** A register is told which claims it is to answer about, and of those that it may not compare nothing more. */
function withheld(
  variables: ReadonlyMap<string, AskedVerification>,
  values: Readonly<Record<string, unknown>>,
  limited: readonly PlacedGuess[],
): Record<string, unknown> {
  const gone = new Set(limited.map(({ variable, index, claim }) => `${variable} ${index} ${claim}`));
  const rewritten: Record<string, unknown> = Object.assign(Object.create(null), values);
  for (const [variable, verification] of variables) {
    rewritten[variable] = subjectsOf(values[variable]).map((given, index) => {
      const kept: Record<string, unknown> = { ...given };
      for (const [claim] of claimsOf(verification, given)) {
        if (!verification.granted.has(claim) || gone.has(`${variable} ${index} ${claim}`)) kept[claim] = null;
      }
      return kept;
    });
  }
  return rewritten;
}

/** A guess whose result is not known, because a register failed or the caller left, stays counted. */
function harmlessOf(
  asked: readonly AskedVerification[],
  guesses: readonly PlacedGuess[],
  { data }: PlanResult,
): ReadonlySet<Guess> {
  const found = new Set<string>();
  for (const { sourceKey, variable } of asked) {
    for (const [index, answer] of subjectsOf(data[sourceKey]).entries()) {
      for (const { field, result } of subjectsOf(answer?.[OUTCOME_ALIAS])) {
        if (HARMLESS.has(result)) found.add(`${variable} ${index} ${field}`);
      }
    }
  }
  return new Set(guesses.filter(({ variable, index, claim }) => found.has(`${variable} ${index} ${claim}`)));
}

function errorsOf({ key, variable }: AskedVerification, limited: readonly PlacedGuess[]): HubError[] {
  return limited
    .filter((guess) => guess.variable === variable)
    .map(({ index, field }) => new HubError("GUESS_LIMITED", { path: [key, index], field }));
}

import { HubError } from "@tongshu/kit";

/** One subject of a verify field, as its variable holds it. */
export type GivenSubject = Readonly<Record<string, unknown>>;

/** Far above any name or address. */
const MAX_CHARACTERS = 500;

/**
 * Variables whose values are claims, without the claims that say nothing: a client that writes null for what it does not
 * know makes no claim by it. Throws BAD_USER_INPUT for a text that no register could hold.
 */
export function withGivenClaims(
  variables: readonly string[],
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const given: Record<string, unknown> = Object.assign(Object.create(null), values);
  for (const variable of variables) {
    const subjects = values[variable];
    if (Array.isArray(subjects)) given[variable] = subjects.map((subject) => givenOf(variable, subject));
  }
  return given;
}

function givenOf(variable: string, subject: unknown): unknown {
  if (typeof subject !== "object" || subject === null) return subject;
  const given = Object.entries(subject).filter(([, value]) => value !== null && value !== undefined);
  for (const [claim, value] of given) {
    if (typeof value !== "string") continue;
    if (value.length > MAX_CHARACTERS) throw refusal(`${variable}.${claim}`, `at most ${MAX_CHARACTERS} characters`);
    if (value.includes("\0")) throw refusal(`${variable}.${claim}`, "TYPE");
  }
  return Object.fromEntries(given);
}

function refusal(field: string, rule: string): HubError {
  return new HubError("BAD_USER_INPUT", { field, rule });
}

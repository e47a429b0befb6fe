import { HubError } from "@tongshu/kit";

/** Longer ones say nothing about verdicts. */
const MAX_CHARACTERS = 10_000;
const NUMBER_SHAPE = /\d{15}/;

/** Variables given as JSON text. Throws BAD_USER_INPUT for what is no JSON object, or holds a person's number. */
export function readVariables(text: string | null | undefined): Readonly<Record<string, unknown>> {
  if (!text) return {};
  if (text.length > MAX_CHARACTERS) throw refused(`at most ${MAX_CHARACTERS} characters`);
  if (NUMBER_SHAPE.test(text)) throw refused("no number of a person");
  const value = parsed(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw refused("a JSON object");
  return value as Record<string, unknown>;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refused("a JSON object");
  }
}

function refused(rule: string): HubError {
  return new HubError("BAD_USER_INPUT", { field: "variables", rule });
}

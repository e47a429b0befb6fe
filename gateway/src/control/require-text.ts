import { HubError } from "@tongshu/kit";

const LONGEST_REASON = 2_000;
/** People sometimes paste a number where words are wanted; it would stay in the record for ever. */
const NUMBER_SHAPE = /\d{15}/;

/** The text without the white space around it. Throws BAD_USER_INPUT when it is empty, too long, or holds a person's number. */
export function requireText(field: string, given: string, maxLength: number): string {
  const text = given.trim();
  if (text === "" || text.length > maxLength) {
    throw new HubError("BAD_USER_INPUT", { field, rule: `1 to ${maxLength} characters` });
  }
  if (NUMBER_SHAPE.test(text)) throw new HubError("BAD_USER_INPUT", { field, rule: "no number of a person" });
  return text;
}

export function requireReason(given: string): string {
  return requireText("reason", given, LONGEST_REASON);
}

/** Throws BAD_USER_INPUT that names the rule. */
export function requireShape(field: string, given: string, shape: RegExp, rule: string): string {
  if (shape.test(given)) return given;
  throw new HubError("BAD_USER_INPUT", { field, rule });
}

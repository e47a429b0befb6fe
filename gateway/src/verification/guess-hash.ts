import { createHmac, hkdfSync } from "node:crypto";
import { normaliseName } from "@tongshu/schema";

/** Names subjects and claimed values without telling them: the same value has the same name, and nobody else can make it. */
export interface GuessHasher {
  subject(type: string, number: string): string;
  /** Depends on the subject and the field, so that equal values of two people have different names. */
  value(subject: string, field: string, value: unknown): string;
}

/**
 * HMAC-SHA-256 under a key derived from the hub's sealing secret. ID numbers are few enough to try them all, so that a plain
 * hash would name every subject.
 */
export function createGuessHasher(sealingSecret: string): GuessHasher {
  const key = Buffer.from(hkdfSync("sha256", sealingSecret, "", "tongshu guesses v1", 32));
  const hash = (...parts: readonly string[]) =>
    createHmac("sha256", key).update(JSON.stringify(parts)).digest("base64url");
  return {
    subject: (type, number) => hash("subject", type, number),
    value: (subject, field, value) => hash("value", subject, field, comparedAs(field, String(value))),
  };
}

/** Registers compare these as names; everything else may be told apart there by a single character. */
const NAME_FIELD = /\.(?:name|\w+Name)$/;

/** No coarser than what the registers compare: two guesses that are told apart there must count as two here. */
function comparedAs(field: string, value: string): string {
  return NAME_FIELD.test(field) ? normaliseName(value) : value;
}

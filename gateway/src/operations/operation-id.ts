import { createHash } from "node:crypto";

/** An operation is named by the SHA-256 of its exact text, in hex. */
export function operationIdOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

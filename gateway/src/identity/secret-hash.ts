import { createHash, timingSafeEqual } from "node:crypto";

/** What the hub keeps of a client's generated secret: SHA-256 in hex. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** Compares in constant time, so that an answer's timing tells nothing of the stored hash. */
export function isSecretOf(secret: string, storedHash: string): boolean {
  const offered = Buffer.from(hashSecret(secret));
  const stored = Buffer.from(storedHash);
  return offered.length === stored.length && timingSafeEqual(offered, stored);
}

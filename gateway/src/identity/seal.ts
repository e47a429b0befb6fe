import assert from "node:assert";
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

/** Locks small secrets that must lie in the database, such as signing keys. */
export interface Seal {
  /** `label` says what is locked; a text locked under one label opens under no other. */
  lock(text: string, label: string): string;
  open(locked: string, label: string): string;
}

/** What was locked was locked with another secret, or under another label. */
export class SealMismatchError extends Error {
  constructor() {
    super("a sealed text does not open");
  }
}

const CIPHER = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;
const SHORTEST_SECRET = 24;

/** AES-256-GCM under a key derived from the hub's sealing secret; all gateways of one hub share the secret. */
export function createSeal(secret: string): Seal {
  assert(secret.length >= SHORTEST_SECRET, `the sealing secret has fewer than ${SHORTEST_SECRET} characters`);
  const key = Buffer.from(hkdfSync("sha256", secret, "", "tongshu seal v1", 32));
  return {
    lock(text, label) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(label));
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64url");
    },
    open(locked, label) {
      const bytes = Buffer.from(locked, "base64url");
      const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES))
        .setAAD(Buffer.from(label))
        .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      const body = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
      try {
        return Buffer.concat([body, decipher.final()]).toString("utf8");
      } catch {
        throw new SealMismatchError();
      }
    },
  };
}

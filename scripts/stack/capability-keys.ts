import { generateKeyPairSync } from "node:crypto";
import { existsSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DataFolder } from "../data-folder.ts";

/** The gateway signs capabilities with the one, every register checks them with the other. */
export interface CapabilityKeyFiles {
  readonly privateKeyFile: string;
  readonly publicKeyFile: string;
}

export function capabilityKeyFiles(folder: DataFolder): CapabilityKeyFiles {
  return {
    privateKeyFile: join(folder.keys, "capability-private.pem"),
    publicKeyFile: join(folder.keys, "capability-public.pem"),
  };
}

/** Makes the pair when there is none. The private half is written last, so a crash leaves no half pair in use. */
export function ensureCapabilityKeys(folder: DataFolder): CapabilityKeyFiles {
  const files = capabilityKeyFiles(folder);
  if (existsSync(files.privateKeyFile)) return files;
  const { privateKey, publicKey } = generateKeyPairSync("ed25519", {
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  writeFileSync(files.publicKeyFile, publicKey, { mode: 0o600 });
  writeFileSync(`${files.privateKeyFile}.partial`, privateKey, { mode: 0o600 });
  renameSync(`${files.privateKeyFile}.partial`, files.privateKeyFile);
  return files;
}

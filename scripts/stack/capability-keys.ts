import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generateCapabilityKeys } from "@tongshu/kit";
import type { DataFolder } from "../data-folder.ts";
import { StartError } from "../start-error.ts";

type CapabilityKey = Awaited<ReturnType<typeof generateCapabilityKeys>>["publicKey"];

/** The gateway signs capabilities with the one, every register checks them with the other. */
export interface CapabilityKeyFiles {
  readonly privateKeyFile: string;
  readonly publicKeyFile: string;
}

export function capabilityKeyFiles(folder: DataFolder): CapabilityKeyFiles {
  return {
    privateKeyFile: join(folder.keys, "capability-private.json"),
    publicKeyFile: join(folder.keys, "capability-public.json"),
  };
}

/** Makes the pair when there is none. The private half appears last, so a crash leaves no half pair in use. */
export async function ensureCapabilityKeys(folder: DataFolder): Promise<CapabilityKeyFiles> {
  const files = capabilityKeyFiles(folder);
  if (existsSync(files.privateKeyFile)) return files;
  const { privateKey, publicKey } = await generateCapabilityKeys();
  const partial = `${files.privateKeyFile}.partial`;
  writeFileSync(files.publicKeyFile, JSON.stringify(publicKey), { mode: 0o600 });
  writeFileSync(partial, JSON.stringify(privateKey), { mode: 0o600 });
  renameSync(partial, files.privateKeyFile);
  return files;
}

export function readCapabilityKey(file: string): CapabilityKey {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as CapabilityKey;
  } catch (cause) {
    const text = { zh: `能力密钥文件 ${file} 无法读取。`, en: `The capability key file ${file} cannot be read.` };
    throw new StartError(text, { cause });
  }
}

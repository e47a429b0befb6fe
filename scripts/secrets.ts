import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { StartError } from "./start-error.ts";

/** Passwords made once and kept in a file that only its owner reads. */
export interface Secrets {
  /** The secret of that name; made and written down on first use. */
  get(name: string): string;
}

const SECRET_BYTES = 24;

export function openSecrets(file: string): Secrets {
  const values = new Map(Object.entries(read(file)));
  /** Another process may have made it since. */
  function takeOver(name: string): string | undefined {
    for (const [other, value] of Object.entries(read(file))) values.set(other, value);
    return values.get(name);
  }
  return {
    get(name) {
      const known = values.get(name) ?? takeOver(name);
      if (known !== undefined) return known;
      const made = randomBytes(SECRET_BYTES).toString("base64url");
      values.set(name, made);
      write(file, Object.fromEntries(values));
      return made;
    },
  };
}

function read(file: string): Record<string, string> {
  if (!existsSync(file)) return {};
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new StartError(
      { zh: `密钥文件 ${file} 无法读取。`, en: `The secrets file ${file} cannot be read.` },
      { cause },
    );
  }
}

/** A crash between the two steps leaves the old file, never half a file. */
function write(file: string, values: Record<string, string>): void {
  const partial = `${file}.partial`;
  writeFileSync(partial, `${JSON.stringify(values, null, 2)}\n`, { mode: 0o600 });
  renameSync(partial, file);
}

import { createWriteStream } from "node:fs";
import { createLogger } from "@tongshu/kit";

export type Log = ReturnType<typeof createLogger>;

/** JSON lines: into the file that is named, else to stdout, where a service manager collects them. */
export function openLog(name: string, file?: string): Log {
  const options = { name, level: "info" };
  if (file === undefined) return createLogger(options);
  return createLogger(options, createWriteStream(file, { flags: "a", mode: 0o600 }));
}

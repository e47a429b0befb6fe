import { readdirSync, readFileSync } from "node:fs";

export interface ChildProcess {
  readonly pid: number;
  readonly command: string;
  /** Its variables at the start. */
  readonly variables: Readonly<Record<string, string>>;
}

/** The living children of a process, as Linux tells. */
export function childrenOf(parentPid: number): readonly ChildProcess[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => describe(Number(name), parentPid) ?? []);
}

export function isAlive(pid: number): boolean {
  return !/^State:\s*[ZX]/m.test(read(pid, "status") ?? "State: X");
}

function describe(pid: number, parentPid: number): ChildProcess | undefined {
  if (!isAlive(pid) || !read(pid, "status")?.includes(`\nPPid:\t${parentPid}\n`)) return undefined;
  const command = read(pid, "cmdline")?.replaceAll("\0", " ").trim();
  const lines = read(pid, "environ")?.split("\0") ?? [];
  if (command === undefined) return undefined;
  return { pid, command, variables: Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2))) };
}

/** Undefined when the process ended meanwhile. */
function read(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return undefined;
  }
}

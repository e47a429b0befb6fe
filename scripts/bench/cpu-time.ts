import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

interface ProcessTime {
  readonly parentPid: number;
  /** Of the process itself and of those of its children that have ended. */
  readonly cpuMs: number;
}

/** Linux counts in hundredths of a second on every architecture. */
const MS_PER_TICK = 10;

/** The processor time, up to now, of each given process and all that live below it; read in one go. */
export function cpuTimesMs(pids: readonly number[]): number[] {
  const processes = process.platform === "linux" ? processesByProc() : processesByPs();
  return pids.map((pid) => sumBelow(pid, processes));
}

function sumBelow(pid: number, processes: ReadonlyMap<number, ProcessTime>): number {
  let sumMs = 0;
  for (const [candidate, { cpuMs }] of processes) if (isBelow(candidate, pid, processes)) sumMs += cpuMs;
  return sumMs;
}

function isBelow(pid: number, ancestor: number, processes: ReadonlyMap<number, ProcessTime>): boolean {
  for (let at: number | undefined = pid; at !== undefined && at > 0; at = processes.get(at)?.parentPid) {
    if (at === ancestor) return true;
  }
  return false;
}

function processesByProc(): Map<number, ProcessTime> {
  const found = new Map<number, ProcessTime>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const stat = readStat(name);
    if (stat !== null) found.set(Number(name), stat);
  }
  return found;
}

/** A process may end between the listing and the reading. */
function readStat(pid: string): ProcessTime | null {
  try {
    // The command in brackets may hold anything; what follows the last bracket is numbers, beginning with field 3.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\)\s/s, "")
      .split(" ");
    const ticks = fields.slice(11, 15).reduce((sum, each) => sum + Number(each), 0);
    return { parentPid: Number(fields[1]), cpuMs: ticks * MS_PER_TICK };
  } catch {
    return null;
  }
}

function processesByPs(): Map<number, ProcessTime> {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,time="], { encoding: "utf8" }).trim().split("\n");
  return new Map(
    lines.map((line) => {
      const [pid, parentPid, time = ""] = line.trim().split(/\s+/);
      return [Number(pid), { parentPid: Number(parentPid), cpuMs: clockTimeMs(time) }];
    }),
  );
}

/** `[[days-]hours:]minutes:seconds`, the last with a fraction or without. */
function clockTimeMs(time: string): number {
  const seconds = time.split(/[-:]/).reduce((sum, part, index, parts) => {
    const isDays = index === 0 && time.includes("-");
    return (sum + Number(part)) * (index === parts.length - 1 ? 1 : isDays ? 24 : 60);
  }, 0);
  return seconds * 1_000;
}

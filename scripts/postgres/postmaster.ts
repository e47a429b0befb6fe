import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What PostgreSQL itself wrote into postmaster.pid. */
export interface PidFile {
  readonly pid: number;
  readonly port: number;
  readonly isReady: boolean;
}

export function readPidFile(cluster: string): PidFile | null {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return null;
  }
  // Line 1 is the process, line 4 the port, line 8 the state; the file grows while the server starts.
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === "ready" };
}

export interface Postmaster {
  readonly pid: number;
  /** False when the process that started it has died: nobody will ever stop this server. */
  readonly hasOwner: boolean;
}

/** Tells the server which process owns it; read back from its command line, so that no second file can go stale. */
export function ownerFlag(ownerPid: number): string {
  return `cluster_name=hub-${ownerPid}`;
}

/** The running server of this cluster, or null when the process number belongs to something else by now. */
export function findPostmaster(pid: number, cluster: string): Postmaster | null {
  const described = process.platform === "linux" ? describeByProc(pid) : describeByPs(pid);
  if (described === null || !described.command.includes(cluster)) return null;
  const ownerPid = /cluster_name=hub-(\d+)/.exec(described.command)?.[1];
  return { pid, hasOwner: Number(ownerPid) === described.parentPid };
}

interface ProcessDescription {
  readonly command: string;
  readonly parentPid: number;
}

function describeByProc(pid: number): ProcessDescription | null {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return { command, parentPid: Number(/^PPid:\s*(\d+)/m.exec(status)?.[1]) };
  } catch {
    return null;
  }
}

function describeByPs(pid: number): ProcessDescription | null {
  try {
    const line = execFileSync("ps", ["-ww", "-o", "ppid=,command=", "-p", String(pid)], { encoding: "utf8" }).trim();
    const match = /^(\d+)\s+(.*)$/s.exec(line);
    return match ? { parentPid: Number(match[1]), command: match[2] ?? "" } : null;
  } catch {
    return null;
  }
}

import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { StartError } from "../start-error.ts";
import { findPostmaster, type Postmaster, readPidFile } from "./postmaster.ts";

/** Whether a server that another living hub runs is good enough. */
export type Sharing = "join" | "alone";

const POLL_MS = 20;
/** A hub that was told to stop finishes what it has begun. */
const OWNER_TIMEOUT_MS = 10_000;
/** After this long the fast shutdown of an orphan is not waited for any more. */
const ORPHAN_TIMEOUT_MS = 30_000;
/** Recovery after a crash reads at most max_wal_size. */
const READY_TIMEOUT_MS = 120_000;

/**
 * Leaves no server of this cluster that nobody owns. Answers the port of one that a living hub owns, or null when
 * there is none; alone, it waits for that hub to end.
 */
export async function settleRunning(cluster: string, sharing: Sharing): Promise<number | null> {
  const startedAtMs = performance.now();
  for (let asked: NodeJS.Signals | null = null; ; await sleep(POLL_MS)) {
    const file = readPidFile(cluster);
    if (file === null) return null;
    const postmaster = findPostmaster(file.pid, cluster);
    if (postmaster === null) {
      // The number belongs to another program by now; PostgreSQL itself would not dare to start.
      rmSync(join(cluster, "postmaster.pid"), { force: true });
      return null;
    }
    const waitedMs = performance.now() - startedAtMs;
    if (!postmaster.hasOwner) asked = stopOrphan(postmaster, asked, waitedMs);
    else if (sharing === "join" && file.isReady) return file.port;
    else if (waitedMs > (sharing === "join" ? READY_TIMEOUT_MS : OWNER_TIMEOUT_MS)) throw inUse(cluster);
  }
}

/** Fast shutdown first; a server that does not hear it is made to stop and recovers at the next start. */
function stopOrphan({ pid }: Postmaster, asked: NodeJS.Signals | null, waitedMs: number): NodeJS.Signals {
  const signal = waitedMs > ORPHAN_TIMEOUT_MS ? "SIGQUIT" : "SIGINT";
  if (signal !== asked) process.kill(pid, signal);
  return signal;
}

function inUse(cluster: string): StartError {
  return new StartError({
    zh: `数据目录 ${cluster} 正由另一个枢纽使用；请先停止它，或以 HUB_DATA_DIR 指定其他目录。`,
    en: `Another hub uses ${cluster}; stop it first or name another folder in HUB_DATA_DIR.`,
  });
}

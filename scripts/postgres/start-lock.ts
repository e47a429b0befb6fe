import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { DataFolder } from "../data-folder.ts";
import { StartError } from "../start-error.ts";

const POLL_MS = 50;
/** Longer than making a cluster and starting it takes on a slow disk. */
const WAIT_MS = 120_000;

/**
 * Lets one process at a time make or start the cluster of a data folder: two that find an empty folder in the same instant
 * would both fill it. What a killed process left is taken over.
 */
export async function withStartLock<T>(folder: DataFolder, run: () => Promise<T>): Promise<T> {
  const file = join(folder.path, "starting.pid");
  const deadlineMs = performance.now() + WAIT_MS;
  while (!isTaken(file)) {
    if (performance.now() > deadlineMs) throw heldTooLong(file);
    await sleep(POLL_MS);
  }
  try {
    return await run();
  } finally {
    rmSync(file, { force: true });
  }
}

function isTaken(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    if (!isHeld(file)) rmSync(file, { force: true });
    return false;
  }
}

/** An empty file is one whose maker has not come to writing its number. */
function isHeld(file: string): boolean {
  try {
    const pid = Number(readFileSync(file, "utf8"));
    return pid === 0 || process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function heldTooLong(file: string): StartError {
  return new StartError({
    zh: `另一个进程一直在启动此数据目录；若没有，请删除 ${file}。`,
    en: `Another process keeps starting this data folder; if there is none, delete ${file}.`,
  });
}

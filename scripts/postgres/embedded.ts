import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { DataFolder } from "../data-folder.ts";
import type { Secrets } from "../secrets.ts";
import { StartError } from "../start-error.ts";
import { type Binaries, findBinaries } from "./binaries.ts";
import { ADMIN_ROLE, initialise } from "./initialise.ts";
import { findPostmaster, readPidFile } from "./postmaster.ts";
import { chooseRunAs, type RunAs } from "./run-as.ts";
import { commandLine, type Durability } from "./settings.ts";

export interface PostgresServer {
  /** Of the superuser, on the database `postgres`; holds the password. */
  readonly adminUrl: string;
  /** Resolves when the server has gone without being asked to; never for a server of somebody else. */
  readonly lost: Promise<void>;
  /** Stops a server this process started; does nothing to one it found running. */
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 30_000;
const POLL_MS = 20;

/**
 * The server stops itself when the hub dies in any way, `kill -9` included: a shell waits for the end of a pipe
 * that only the hub holds. It is forked twice so that PostgreSQL never sees it as a child of its own.
 */
const STOP_WITH_PARENT = '( ( read -r _ <&3; kill -INT $$ 2>/dev/null ) & ) ; exec 3<&-; exec "$@"';

/** Starts the cluster of a data folder, or joins it when a living hub runs it already. */
export async function startEmbedded(
  folder: DataFolder,
  secrets: Secrets,
  durability: Durability = "durable",
): Promise<PostgresServer> {
  const binaries = await findBinaries();
  const runAs = chooseRunAs(binaries, folder.cluster);
  const password = secrets.get("postgres.admin");
  const running = await settleRunning(folder.cluster);
  if (running !== null) {
    return { adminUrl: urlOf(running, password), lost: new Promise(() => {}), stop: async () => {} };
  }
  initialise(folder.cluster, password, durability, binaries, runAs);
  return launch(folder, password, durability, binaries, runAs);
}

function urlOf(port: number, password: string): string {
  return `postgres://${ADMIN_ROLE}:${password}@127.0.0.1:${port}/postgres`;
}

/**
 * The port of a server that a living hub owns. A server whose hub has died is stopped, a postmaster.pid that names
 * a process of another program is removed.
 */
async function settleRunning(cluster: string): Promise<number | null> {
  const deadlineMs = performance.now() + STOP_TIMEOUT_MS;
  for (let asked = false; ; await sleep(POLL_MS)) {
    const file = readPidFile(cluster);
    if (file === null) return null;
    const postmaster = findPostmaster(file.pid, cluster);
    if (postmaster === null) {
      rmSync(join(cluster, "postmaster.pid"), { force: true });
      return null;
    }
    if (postmaster.hasOwner && file.isReady) return file.port;
    if (!postmaster.hasOwner && !asked) {
      process.kill(postmaster.pid, "SIGINT");
      asked = true;
    }
    if (performance.now() > deadlineMs) process.kill(postmaster.pid, "SIGQUIT");
  }
}

async function launch(
  folder: DataFolder,
  password: string,
  durability: Durability,
  binaries: Binaries,
  runAs: RunAs,
): Promise<PostgresServer> {
  const port = await freePort();
  const server = [...runAs.prefix, binaries.postgres, ...commandLine(folder.cluster, port, durability)];
  const log = openSync(folder.postgresLog, "a", 0o600);
  const child = spawn("/bin/sh", ["-c", STOP_WITH_PARENT, "hub-postgres", ...server], {
    ...runAs.ids,
    cwd: "/",
    // Its own session: Ctrl-C in the terminal must not stop it before the hub has written its last audit record.
    detached: true,
    stdio: ["ignore", log, log, "pipe"],
  });
  closeSync(log);
  const exited = new Promise<void>((done) => child.once("exit", () => done()));
  await untilReady(folder, child, exited);
  let isStopping = false;
  return {
    adminUrl: urlOf(port, password),
    lost: new Promise((done) => void exited.then(() => isStopping || done())),
    async stop() {
      isStopping = true;
      await stopChild(child, exited);
    },
  };
}

async function untilReady(folder: DataFolder, child: ChildProcess, exited: Promise<void>): Promise<void> {
  const deadlineMs = performance.now() + START_TIMEOUT_MS;
  let hasExited = false;
  void exited.then(() => (hasExited = true));
  while (!hasExited && performance.now() < deadlineMs) {
    const file = readPidFile(folder.cluster);
    if (file !== null && file.pid === child.pid && file.isReady) return;
    await sleep(POLL_MS);
  }
  await stopChild(child, exited);
  throw new StartError({
    zh: `内嵌 PostgreSQL 未能启动，原因见 ${folder.postgresLog}。`,
    en: `The embedded PostgreSQL did not start; the reason is at the end of ${folder.postgresLog}.`,
  });
}

/** SIGINT is PostgreSQL's fast shutdown: connections end, everything is written. */
async function stopChild(child: ChildProcess, exited: Promise<void>): Promise<void> {
  child.kill("SIGINT");
  const timer = setTimeout(() => child.kill("SIGQUIT"), STOP_TIMEOUT_MS);
  await exited;
  clearTimeout(timer);
  child.stdio[3]?.destroy();
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer().once("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (typeof address === "object" && address ? done(address.port) : fail(new Error("no port"))));
    });
  });
}

import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import type { DataFolder } from "../data-folder.ts";
import { findFreePort } from "../ports.ts";
import type { Secrets } from "../secrets.ts";
import { StartError } from "../start-error.ts";
import { type Binaries, findBinaries } from "./binaries.ts";
import { ADMIN_ROLE, initialise } from "./initialise.ts";
import { readPidFile } from "./postmaster.ts";
import { chooseRunAs, type RunAs } from "./run-as.ts";
import { type Sharing, settleRunning } from "./running-server.ts";
import type { PostgresServer } from "./server.ts";
import { commandLine, type Durability } from "./settings.ts";
import { withStartLock } from "./start-lock.ts";

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 30_000;
const POLL_MS = 20;

/**
 * The server stops itself when the hub dies in any way, `kill -9` included: a shell waits for the end of a pipe
 * that only the hub holds. It is forked twice so that PostgreSQL never sees it as a child of its own.
 */
const STOP_WITH_PARENT = '( ( read -r _ <&3; kill -INT $$ 2>/dev/null ) & ) ; exec 3<&-; exec "$@"';

/** Starts the cluster of a data folder. When a living hub runs it already, joins it or, alone, waits for its end. */
export function startEmbedded(
  folder: DataFolder,
  secrets: Secrets,
  durability: Durability = "durable",
  sharing: Sharing = "join",
): Promise<PostgresServer> {
  return withStartLock(folder, () => joinOrStart(folder, secrets, durability, sharing));
}

async function joinOrStart(
  folder: DataFolder,
  secrets: Secrets,
  durability: Durability,
  sharing: Sharing,
): Promise<PostgresServer> {
  const binaries = await findBinaries();
  const runAs = chooseRunAs(binaries, folder.cluster);
  const password = secrets.get("postgres.admin");
  const running = await settleRunning(folder.cluster, sharing);
  if (running !== null) {
    return { adminUrl: urlOf(running, password), lost: new Promise(() => {}), stop: async () => {} };
  }
  initialise(folder.cluster, password, durability, binaries, runAs);
  const server = await launch(folder, password, durability, binaries, runAs);
  try {
    await logIn(server.adminUrl, folder);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server;
}

/** The password lies beside the cluster, so one of the two may be replaced without the other. */
async function logIn(adminUrl: string, folder: DataFolder): Promise<void> {
  const sql = postgres(adminUrl, { max: 1 });
  try {
    await sql`select 1`;
  } catch (cause) {
    if ((cause as { code?: string }).code !== "28P01") throw notStarted(folder, cause);
    const { secretsFile, cluster } = folder;
    const text = {
      zh: `${secretsFile} 与 ${cluster} 不相配；请恢复密钥文件，或删除数据目录重新建立。`,
      en: `${secretsFile} does not fit ${cluster}; put the file back or delete the data folder to start anew.`,
    };
    throw new StartError(text, { cause });
  } finally {
    await sql.end();
  }
}

function urlOf(port: number, password: string): string {
  return `postgres://${ADMIN_ROLE}:${password}@127.0.0.1:${port}/postgres`;
}

async function launch(
  folder: DataFolder,
  password: string,
  durability: Durability,
  binaries: Binaries,
  runAs: RunAs,
): Promise<PostgresServer> {
  const port = await findFreePort();
  const server = [...runAs.prefix, binaries.postgres, ...commandLine(folder.cluster, port, durability)];
  const log = openSync(folder.postgresLog, "w", 0o600);
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
  throw notStarted(folder);
}

function notStarted(folder: DataFolder, cause?: unknown): StartError {
  const text = {
    zh: `内嵌 PostgreSQL 无法使用，原因见 ${folder.postgresLog} 末尾。`,
    en: `The embedded PostgreSQL cannot be used; the reason is at the end of ${folder.postgresLog}.`,
  };
  return new StartError(text, { cause });
}

/** SIGINT is PostgreSQL's fast shutdown: connections end, everything is written. */
async function stopChild(child: ChildProcess, exited: Promise<void>): Promise<void> {
  child.kill("SIGINT");
  const timer = setTimeout(() => child.kill("SIGQUIT"), STOP_TIMEOUT_MS);
  await exited;
  clearTimeout(timer);
  child.stdio[3]?.destroy();
}

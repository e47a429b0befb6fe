import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { type DataFolder, openDataFolder } from "../data-folder.ts";
import { openSecrets } from "../secrets.ts";
import { startEmbedded } from "./embedded.ts";
import { findPostmaster, readPidFile } from "./postmaster.ts";

// Each test starts processes, on a machine that runs other tests at the same time.
vi.setConfig({ testTimeout: 120_000 });

const HOLDER = resolve(import.meta.dirname, "../../tests/support/processes/hold-postgres.ts");

/** A data folder whose cluster was made and stopped; copying it is quicker than making one for each test. */
const pattern = openDataFolder(mkdtempSync(join(tmpdir(), "tongshu-pattern-")));
let folder: DataFolder;
let holder: ChildProcess | undefined;

beforeAll(async () => {
  const server = await startEmbedded(pattern, openSecrets(pattern.secretsFile), "disposable");
  await server.stop();
});

beforeEach(() => {
  folder = openDataFolder(mkdtempSync(join(tmpdir(), "tongshu-embedded-")));
  execFileSync("cp", ["-a", `${pattern.path}/.`, folder.path]);
});

afterAll(() => rmSync(pattern.path, { recursive: true }));

afterEach(async () => {
  holder?.kill("SIGKILL");
  await untilGone();
  rmSync(folder.path, { recursive: true });
});

function start() {
  return startEmbedded(folder, openSecrets(folder.secretsFile), "disposable");
}

/** Another process that starts the cluster and keeps it. */
async function hold(): Promise<string> {
  holder = spawn(process.execPath, [HOLDER, folder.path], { stdio: ["ignore", "pipe", "inherit"] });
  return new Promise((done) => holder?.stdout?.once("data", (line) => done(String(line).trim())));
}

async function untilGone(): Promise<void> {
  while (existsSync(join(folder.cluster, "postmaster.pid"))) await sleep(20);
}

test("what was written is there after a stop and a start", async () => {
  const first = await start();
  const before = postgres(first.adminUrl, { max: 1 });
  await before`create table kept as select 1 as n`;
  await before.end();
  await first.stop();

  const second = await start();
  const after = postgres(second.adminUrl, { max: 1 });
  expect(await after`select n from kept`).toEqual([{ n: 1 }]);
  await after.end();
  await second.stop();
});

test("the secrets are readable by their owner only", async () => {
  const server = await start();
  expect(statSync(folder.secretsFile).mode & 0o077).toBe(0);
  expect(statSync(folder.cluster).mode & 0o077).toBe(0);
  await server.stop();
});

test("a folder above the data folder may be closed to everybody else, for root too", async () => {
  const closed = join(folder.path, "closed");
  mkdirSync(closed, { mode: 0o700 });
  const below = openDataFolder(join(closed, "below"));
  const server = await startEmbedded(below, openSecrets(below.secretsFile), "disposable");
  await server.stop();
});

test("a second hub joins the server of a living one and leaves it running", async () => {
  const url = await hold();
  const joined = await start();
  expect(joined.adminUrl).toBe(url);
  await joined.stop();
  expect(readPidFile(folder.cluster)?.isReady).toBe(true);
});

test("who wants the server alone waits for the other hub to end", async () => {
  await hold();
  setTimeout(() => holder?.kill("SIGKILL"), 300);
  const server = await startEmbedded(folder, openSecrets(folder.secretsFile), "disposable", "alone");
  expect(readPidFile(folder.cluster)?.isReady).toBe(true);
  await server.stop();
});

test("the server stops when its hub is killed", async () => {
  await hold();
  const pid = readPidFile(folder.cluster)?.pid ?? 0;
  holder?.kill("SIGKILL");
  await untilGone();
  await expect.poll(() => findPostmaster(pid, folder.cluster)).toBeNull();
});

test("a server whose hub died without it is replaced", async () => {
  await hold();
  const orphan = readPidFile(folder.cluster)?.pid ?? 0;
  // The stopped server cannot hear that its hub is gone until it is asked again.
  process.kill(orphan, "SIGSTOP");
  const died = new Promise((done) => holder?.once("exit", done));
  holder?.kill("SIGKILL");
  await died;
  setTimeout(() => process.kill(orphan, "SIGCONT"), 300);
  const server = await start();
  expect(readPidFile(folder.cluster)?.pid).not.toBe(orphan);
  await server.stop();
});

test("a pid file that names another program is no obstacle", async () => {
  await (await start()).stop();
  writeFileSync(
    join(folder.cluster, "postmaster.pid"),
    `${process.pid}\n${folder.cluster}\n0\n5432\n\n127.0.0.1\n\nready\n`,
  );
  await (await start()).stop();
});

test("a half-made cluster is named with what to do", async () => {
  await (await start()).stop();
  rmSync(join(folder.cluster, "global", "pg_control"));
  await expect(start()).rejects.toThrow("is not a whole PostgreSQL data folder; delete it to start anew");
});

test("a cluster of another version is named with both versions", async () => {
  await (await start()).stop();
  writeFileSync(join(folder.cluster, "PG_VERSION"), "17\n");
  await expect(start()).rejects.toThrow("belongs to PostgreSQL 17, this is 18");
});

test("a lost secrets file is named and the server does not stay behind", async () => {
  await (await start()).stop();
  rmSync(folder.secretsFile);
  await expect(start()).rejects.toThrow("does not fit");
  expect(readPidFile(folder.cluster)).toBeNull();
});

test("a damaged cluster points to the log, which holds the reason", async () => {
  await (await start()).stop();
  rmSync(join(folder.cluster, "base"), { recursive: true });
  rmSync(join(folder.cluster, "global", "pg_filenode.map"));
  await expect(start()).rejects.toThrow("the reason is at the end of");
  expect(readFileSync(folder.postgresLog, "utf8")).toMatch(/FATAL|PANIC/);
});

test("a data folder that cannot be written is named", () => {
  writeFileSync(join(folder.path, "file"), "");
  expect(() => openDataFolder(join(folder.path, "file", "below"))).toThrow("cannot be written");
  expect(() => openDataFolder("/proc/tongshu/data")).toThrow("cannot be written");
});

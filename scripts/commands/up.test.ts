import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { HubProcess } from "../../tests/support/hub-process.ts";
import { findFreePort } from "../ports.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const READY = /^ {2}--data-binary '(.*)'$/m;
const LOADING = "Loading the synthetic province";
// A start takes seconds on an idle machine; a test run shares its two cores with other tests.
const TIMEOUT_MS = 300_000;

const folder = mkdtempSync(join(tmpdir(), "tongshu-up-"));
let variables: Readonly<Record<string, string>>;

beforeAll(async () => {
  variables = { HUB_DATA_DIR: folder, HUB_PORT: String(await findFreePort()), HUB_SCALE: "0.0005" };
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function up(changes: Readonly<Record<string, string>> = {}, ...options: string[]): HubProcess {
  return new HubProcess(["up", ...options], { ...variables, ...changes });
}

/** Does what the printed command does, without needing curl: takes its token command, its headers and its body. */
async function paste(hub: HubProcess): Promise<{ serviceObject: Record<string, unknown> }> {
  const [, body = ""] = await hub.prints(READY);
  const url = /curl -sS (\S+)/.exec(hub.output)?.[1] ?? "";
  const tokenCommand = /Bearer \$\((.*)\)"/.exec(hub.output)?.[1] ?? "";
  const token = execFileSync("sh", ["-c", tokenCommand], { cwd: ROOT, encoding: "utf8" }).trim();
  const headers = Object.fromEntries([...hub.output.matchAll(/-H '([^:]+): (.*)' \\/g)].map((match) => match.slice(1)));
  const response = await fetch(url, {
    method: "POST",
    headers: { ...headers, authorization: `Bearer ${token}` },
    body,
  });
  const { data } = (await response.json()) as { data: { serviceObject: Record<string, unknown> } };
  return data;
}

let dossier: unknown;

test("the printed command gets the dossier, and a second hub says the port is taken", {
  timeout: TIMEOUT_MS,
}, async () => {
  const hub = up();
  const data = await paste(hub);
  expect(hub.output).toContain(LOADING);
  expect(data.serviceObject).toMatchObject({ __typename: "Person", lifeStatus: "ALIVE" });
  dossier = data;

  const second = up();
  expect(await second.ends()).toBe(1);
  expect(second.output).toMatch(/^端口 .*\nPort \d+ is taken by another program; .*\n$/);
  await hub.ends("SIGKILL");
});

test("six processes give the same answer as one, on what a killed hub had loaded", {
  timeout: TIMEOUT_MS,
}, async () => {
  const hub = up({}, "--split");
  expect(await paste(hub)).toEqual(dossier);
  expect(hub.output).not.toContain(LOADING);
  expect(await hub.ends("SIGTERM")).toBe(0);
});

test("another seed brings another province, and an interrupted load leaves no server", {
  timeout: TIMEOUT_MS,
}, async () => {
  const hub = up({ HUB_SEED: "2", HUB_SCALE: "0.002" });
  await hub.prints(new RegExp(`${LOADING} 10%`));
  expect(await hub.ends("SIGINT")).toBe(0);
  expect(existsSync(join(folder, "postgres", "postmaster.pid"))).toBe(false);
});

test("half a province is loaded anew", { timeout: TIMEOUT_MS }, async () => {
  const hub = up();
  await hub.prints(READY);
  expect(hub.output).toContain(LOADING);
  expect(await hub.ends("SIGTERM")).toBe(0);
});

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readClientKeys, requestToken } from "@tongshu/gateway/sign-in";
import { openDataFolder, openSecrets, startEmbedded } from "@tongshu/scripts";
import { databaseUrl, findFreePort } from "@tongshu/scripts/stack";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { CutAnswerError, post } from "../support/ask.ts";
import { recordedRequestIds } from "../support/audit-records.ts";
import { CALLERS } from "../support/callers.ts";
import { childrenOf, isAlive } from "../support/child-processes.ts";
import { HubProcess } from "../support/hub-process.ts";
import { startSteadyLoad } from "../support/steady-load.ts";

const TIMEOUT_MS = 120_000;
const CALLER_COUNT = 8;
const READY = /--data-binary '(.*)'$/m;

const folder = openDataFolder(mkdtempSync(join(tmpdir(), "tongshu-killed-")));
let url: string;
let hub: HubProcess | undefined;

beforeAll(async () => {
  url = `http://127.0.0.1:${await findFreePort()}`;
});

afterAll(async () => {
  await hub?.ends("SIGTERM");
  rmSync(folder.path, { recursive: true, force: true });
});

/** `hub up` on the folder of this file, and a load that asks what it prints. */
async function startUnderLoad(name: string, ...options: string[]) {
  hub = new HubProcess(["up", ...options], {
    HUB_DATA_DIR: folder.path,
    HUB_PORT: new URL(url).port,
    HUB_SCALE: "0.0005",
  });
  const [, body = ""] = await hub.prints(READY);
  const headers = await headersOfInvestigator();
  const load = startSteadyLoad(CALLER_COUNT, (order) =>
    post(`${url}/graphql`, { ...headers, "x-request-id": `${name}-${order}` }, body),
  );
  await load.more(30);
  return { hub, load };
}

async function headersOfInvestigator(): Promise<Record<string, string>> {
  const { clientId, officerId, purpose, caseNo } = CALLERS.psd;
  const privateJwk = (await readClientKeys(folder.demoKeysFile))[clientId] ?? {};
  const { accessToken } = await requestToken({ issuerUrl: url, clientId, officerId, privateJwk });
  return {
    authorization: `Bearer ${accessToken}`,
    "content-type": "application/json",
    "x-purpose": purpose,
    "x-case": caseNo,
  };
}

/** What the hub database holds when everything has ended, read without a hub. */
async function recordedIds(name: string): Promise<string[]> {
  const secrets = openSecrets(folder.secretsFile);
  const server = await startEmbedded(folder, secrets, "durable");
  try {
    const recorded = await recordedRequestIds(databaseUrl(server.adminUrl, secrets, "hub", "owner"));
    return [...recorded].filter((id) => id.startsWith(`${name}-`)).sort();
  } finally {
    await server.stop();
  }
}

/** Everything that the process started, and what those started. */
function descendantsOf(pid: number): number[] {
  return childrenOf(pid).flatMap((child) => [child.pid, ...descendantsOf(child.pid)]);
}

test("after kill -9 of the whole hub under load every answer that was given has its record", {
  timeout: TIMEOUT_MS,
}, async () => {
  const { hub, load } = await startUnderLoad("killed");
  await hub.ends("SIGKILL");
  await load.stop();
  expect(load.replies.every(({ status, data }) => status === 200 && data.serviceObject.name !== null)).toBe(true);
  const answered = load.replies.map(({ requestId }) => requestId);
  expect(answered.length).toBeGreaterThanOrEqual(30);
  expect(await recordedIds("killed")).toEqual(expect.arrayContaining(answered));
});

test("a hub whose PostgreSQL is killed says so and ends, and no record of an answer is lost", {
  timeout: TIMEOUT_MS,
}, async () => {
  const { hub, load } = await startUnderLoad("crashed");
  const [postmaster] = readFileSync(join(folder.cluster, "postmaster.pid"), "utf8").split("\n");
  process.kill(Number(postmaster), "SIGKILL");
  expect(await hub.ends()).toBe(1);
  await load.stop();
  expect(hub.output).toContain("PostgreSQL stopped by itself");
  expect(load.failures.filter((error) => error instanceof CutAnswerError)).toEqual([]);
  for (const { data, codes } of load.replies) if (data === undefined) expect(codes).toEqual(["AUDIT_UNAVAILABLE"]);
  const answered = load.replies.filter(({ data }) => data !== undefined).map(({ requestId }) => requestId);
  expect(answered.length).toBeGreaterThanOrEqual(30);
  expect(await recordedIds("crashed")).toEqual(expect.arrayContaining(answered));
});

test("stopped under load it answers what is under way, and what it recorded is what it answered", {
  timeout: TIMEOUT_MS,
}, async () => {
  const { hub, load } = await startUnderLoad("stopped");
  expect(hub.output).not.toContain("Loading the synthetic province");
  expect(await hub.ends("SIGTERM")).toBe(0);
  await load.stop();
  expect(load.failures.filter((error) => error instanceof CutAnswerError)).toEqual([]);
  expect(load.replies.every(({ status, data }) => status === 200 && data.serviceObject.name !== null)).toBe(true);
  expect(await recordedIds("stopped")).toEqual(load.replies.map(({ requestId }) => requestId).sort());
});

test.skipIf(process.platform !== "linux")(
  "of a split hub whose supervisor is killed nothing stays behind",
  { timeout: TIMEOUT_MS },
  async () => {
    const { hub, load } = await startUnderLoad("split", "--split");
    const pids = descendantsOf(hub.pid);
    expect(pids.length).toBeGreaterThanOrEqual(7);
    await hub.ends("SIGKILL");
    await vi.waitFor(() => expect(pids.filter(isAlive)).toEqual([]), { timeout: 30_000, interval: 100 });
    await load.stop();
    expect(load.failures.filter((error) => error instanceof CutAnswerError)).toEqual([]);
    const answered = load.replies.filter(({ data }) => data !== undefined).map(({ requestId }) => requestId);
    expect(await recordedIds("split")).toEqual(expect.arrayContaining(answered));
  },
);

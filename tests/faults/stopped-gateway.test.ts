import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dossierQuery, findFreePort, REGISTER_NAMES } from "@tongshu/scripts/stack";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CutAnswerError, post, type Reply } from "../support/ask.ts";
import { recordedRequestIds } from "../support/audit-records.ts";
import { CALLERS, type CallerName } from "../support/callers.ts";
import { HubProcess } from "../support/hub-process.ts";
import { alpha, beta } from "../support/planted/organisations.ts";
import { ada, duo } from "../support/planted/people.ts";
import { ISSUER_URL, usePlantedHub } from "../support/planted-hub.ts";
import { serveRegisters } from "../support/served-registers.ts";
import { type SteadyLoad, startSteadyLoad } from "../support/steady-load.ts";

const CALLER_COUNT = 8;
const TIMEOUT_MS = 60_000;

const hub = usePlantedHub();
const folder = mkdtempSync(join(tmpdir(), "tongshu-gateway-"));
const running = new AsyncDisposableStack();
let variables: Readonly<Record<string, string>>;
let gateway: HubProcess | undefined;
let gatewayUrl: string;

beforeAll(async () => {
  const { stack } = hub();
  const { privateKey, urls } = await serveRegisters(stack, running);
  const keyFile = join(folder, "capability-private.json");
  writeFileSync(keyFile, JSON.stringify(privateKey));
  const registers = REGISTER_NAMES.map((name) => [`HUB_${name.toUpperCase().replaceAll("-", "_")}_URL`, urls[name]]);
  const port = await findFreePort();
  gatewayUrl = `http://127.0.0.1:${port}`;
  variables = {
    ...Object.fromEntries(registers),
    HUB_DATA_DIR: folder,
    HUB_PORT: String(port),
    HUB_PUBLIC_URL: ISSUER_URL,
    HUB_DATABASE_URL: stack.urlOf("hub", "runtime"),
    HUB_SEALING_SECRET: stack.secrets.get("gateway.sealing"),
    HUB_CAPABILITY_PRIVATE_KEY_FILE: keyFile,
  };
});

afterAll(async () => {
  await end("SIGKILL");
  await running.disposeAsync();
  rmSync(folder, { recursive: true, force: true });
});

/** A gateway in a process of its own, unless one runs; the registers are asked over HTTP. */
async function startProcess(): Promise<void> {
  if (gateway) return;
  gateway = new HubProcess(["serve", "gateway"], variables);
  await gateway.prints(/listens at/);
}

async function end(signal: NodeJS.Signals): Promise<number | null | undefined> {
  const ended = gateway;
  gateway = undefined;
  return ended?.ends(signal);
}

async function askProcess(who: CallerName, code: unknown, requestId: string): Promise<Reply> {
  const headers = { ...(await hub().headersOf(CALLERS[who])), "x-request-id": requestId };
  return post(`${gatewayUrl}/graphql`, headers, JSON.stringify({ query: dossierQuery(), variables: { code } }));
}

async function startLoad(name: string): Promise<SteadyLoad> {
  await startProcess();
  const load = startSteadyLoad(CALLER_COUNT, (order) => askProcess("psd", ada["id_number"], `${name}-${order}`));
  await load.more(30);
  return load;
}

/** Request ids of the load, of its whole answers and of its records. */
async function outcomeOf(load: SteadyLoad, name: string) {
  const recorded = await recordedRequestIds(hub().stack.urlOf("hub", "owner"));
  return {
    answered: load.replies.map(({ requestId }) => requestId).sort(),
    recorded: [...recorded].filter((id) => id.startsWith(`${name}-`)).sort(),
  };
}

test("registers behind HTTP give the answers of registers in process", { timeout: TIMEOUT_MS }, async () => {
  await startProcess();
  for (const who of ["psd", "hrs", "fda", "cmc", "citizen"] as const) {
    for (const code of [ada, duo, alpha, beta].map((row) => row["id_number"] ?? row["uscc"])) {
      const inProcess = await hub().ask(who, { query: dossierQuery(), variables: { code } });
      const split = await askProcess(who, code, "compare");
      const content = ({ status, data, errors, access }: Reply) => ({ status, data, errors, access });
      expect(content(split)).toEqual(content(inProcess));
    }
  }
});

test("after kill -9 under load every answer that was given has its record", { timeout: TIMEOUT_MS }, async () => {
  const load = await startLoad("killed");
  await end("SIGKILL");
  await load.stop();
  expect(load.replies.every(({ status, data }) => status === 200 && data.serviceObject.name !== null)).toBe(true);
  const { answered, recorded } = await outcomeOf(load, "killed");
  expect(answered.length).toBeGreaterThanOrEqual(30);
  expect(recorded).toEqual(expect.arrayContaining(answered));
  // What was recorded and not answered was under way: no more than there were callers.
  expect(recorded.length - answered.length).toBeLessThanOrEqual(CALLER_COUNT);
});

test("told to stop under load it finishes what is under way, writes the record and leaves with 0", {
  timeout: TIMEOUT_MS,
}, async () => {
  const load = await startLoad("stop");
  const startedAt = performance.now();
  expect(await end("SIGTERM")).toBe(0);
  expect(performance.now() - startedAt).toBeLessThan(10_000);
  await load.stop();
  const { answered, recorded } = await outcomeOf(load, "stop");
  expect(answered).toEqual(recorded);
  expect(load.failures.filter((error) => error instanceof CutAnswerError)).toEqual([]);
  expect(load.replies.every(({ status, data }) => status === 200 && data.serviceObject.name !== null)).toBe(true);
});

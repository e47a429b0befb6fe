import { readClientKeys, requestToken } from "@tongshu/gateway/sign-in";
import { dossierQuery, findFreePort, REGISTER_NAMES, readConfig, type Stack, startSplit } from "@tongshu/scripts/stack";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { post, type Reply } from "../support/ask.ts";
import { CALLERS } from "../support/callers.ts";
import { type ChildProcess, childrenOf, isAlive } from "../support/child-processes.ts";
import { ada } from "../support/planted/people.ts";
import { clonePlanted } from "../support/planted-databases.ts";
import { withNullAt } from "./with-null-at.ts";

const RESTART_MS = 30_000;
const LICENCES = [
  "serviceObject.licences",
  "serviceObject.positions.entity.licences",
  "serviceObject.shareholdings.entity.licences",
];

let running: AsyncDisposableStack;
let headers: Readonly<Record<string, string>>;
let url: string;
let whole: Reply;

beforeAll(async () => {
  await using starting = new AsyncDisposableStack();
  const stack = await clonePlanted(starting);
  const config = readConfig({ HUB_PORT: String(await findFreePort()), HUB_DATA_DIR: stack.folder.path });
  url = await startSplit(config, stack, starting);
  headers = await headersOf(stack);
  whole = await ask();
  running = starting.move();
}, 120_000);

afterAll(() => running.disposeAsync());

async function headersOf(stack: Stack): Promise<Record<string, string>> {
  const { clientId, officerId, purpose, caseNo } = CALLERS.psd;
  const keys = await readClientKeys(stack.folder.demoKeysFile);
  const { accessToken } = await requestToken({
    issuerUrl: url,
    clientId,
    officerId,
    privateJwk: keys[clientId] ?? {},
  });
  return {
    authorization: `Bearer ${accessToken}`,
    "content-type": "application/json",
    "x-purpose": purpose,
    "x-case": caseNo,
  };
}

function ask(): Promise<Reply> {
  const body = { query: dossierQuery(), variables: { code: ada["id_number"] } };
  return post(`${url}/graphql`, headers, JSON.stringify(body));
}

function partOf(name: string): ChildProcess {
  const part = childrenOf(process.pid).find(({ command }) => command.endsWith(` serve ${name}`));
  if (!part) throw new Error(`${name} does not run`);
  return part;
}

async function untilWhole(): Promise<void> {
  await vi.waitFor(async () => expect((await ask()).data).toEqual(whole.data), { timeout: RESTART_MS, interval: 200 });
}

// Who is whose child is read from where Linux tells it.
describe.skipIf(process.platform !== "linux")("six processes", () => {
  test("hold nobody else's secrets", () => {
    const passwords = (part: ChildProcess) => part.variables["HUB_DATABASE_URL"] ?? "";
    const parts = ["gateway", ...REGISTER_NAMES].map(partOf);
    expect(new Set(parts.map(passwords)).size).toBe(6);
    for (const { command, variables } of parts) {
      const isGateway = command.endsWith(" gateway");
      expect("HUB_SEALING_SECRET" in variables).toBe(isGateway);
      expect("HUB_CAPABILITY_PRIVATE_KEY_FILE" in variables).toBe(isGateway);
    }
  });

  test.each(REGISTER_NAMES)("%s asked directly without a capability answers 401 and tells nothing", async (name) => {
    const register = `http://127.0.0.1:${partOf(name).variables["HUB_PORT"]}`;
    for (const authorization of ["", "Bearer x.y.z", headers["authorization"] ?? ""]) {
      const response = await fetch(`${register}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", ...(authorization ? { authorization } : {}) },
        body: JSON.stringify({ query: "{ __schema { queryType { name } } }" }),
      });
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ data: null, errors: [{ code: "UNAUTHENTICATED" }] });
    }
  });

  test("a register that is killed is missed in the answers until it is started again", {
    timeout: 60_000,
  }, async () => {
    const { pid } = partOf("e-licences");
    process.kill(pid, "SIGKILL");
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false));
    const partial = await ask();
    expect(partial.status).toBe(200);
    expect(partial.data).toEqual(withNullAt(whole.data, LICENCES));
    const lost = partial.access.filter(({ verdict }) => verdict === "SOURCE_DOWN");
    expect(lost.map(({ path }) => path.join(".")).sort()).toEqual(LICENCES);
    await untilWhole();
    expect(partOf("e-licences").pid).not.toBe(pid);
  });

  test("a gateway that is killed is started again and takes the tokens of before", { timeout: 60_000 }, async () => {
    const { pid } = partOf("gateway");
    process.kill(pid, "SIGKILL");
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false));
    await expect(ask()).rejects.toThrow();
    await untilWhole();
  });

  test("leave nothing behind when they are stopped", { timeout: 60_000 }, async () => {
    const pids = ["gateway", ...REGISTER_NAMES].map((name) => partOf(name).pid);
    await running.disposeAsync();
    expect(pids.filter(isAlive)).toEqual([]);
  });
});

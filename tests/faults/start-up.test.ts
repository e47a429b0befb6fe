import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateCapabilityKeys } from "@tongshu/kit";
import { REGISTER_NAMES } from "@tongshu/scripts/stack";
import { afterAll, beforeAll, expect, test } from "vitest";
import { adminUrl, cloneDatabase, type TestDatabase } from "../support/database.ts";
import { HubProcess } from "../support/hub-process.ts";
import { usePlantedHub } from "../support/planted-hub.ts";

const UNREACHABLE = "postgres://somebody:hidden-word@127.0.0.1:1/postgres";
const TIMEOUT_MS = 60_000;

const hub = usePlantedHub();
const folder = mkdtempSync(join(tmpdir(), "tongshu-start-up-"));
let empty: TestDatabase;
let gatewayVariables: Readonly<Record<string, string>>;

beforeAll(async () => {
  empty = await cloneDatabase();
  const { privateKey } = await generateCapabilityKeys();
  const keyFile = writtenFile("capability.json", JSON.stringify(privateKey));
  const registers = REGISTER_NAMES.map((name) => [
    `HUB_${name.toUpperCase().replaceAll("-", "_")}_URL`,
    "http://127.0.0.1:1",
  ]);
  gatewayVariables = {
    ...Object.fromEntries(registers),
    HUB_CAPABILITY_PRIVATE_KEY_FILE: keyFile,
    HUB_SEALING_SECRET: hub().stack.secrets.get("gateway.sealing"),
  };
});

afterAll(async () => {
  await empty.drop();
  rmSync(folder, { recursive: true, force: true });
});

function writtenFile(name: string, content: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, content);
  return path;
}

function withPassword(url: string, password: string): string {
  return Object.assign(new URL(url), { password }).href;
}

/** Two lines, Chinese and English, and nothing of the inside; answers the English one. */
async function refusalOf(args: readonly string[], variables: Readonly<Record<string, string>>): Promise<string> {
  const start = new HubProcess(args, { HUB_DATA_DIR: join(folder, "data"), HUB_PORT: "0", ...variables });
  expect(await start.ends()).toBe(1);
  const [chinese = "", english = "", ...rest] = start.output
    .trim()
    .split("\n")
    .filter((line) => !line.startsWith("启动 PostgreSQL"));
  expect(rest).toEqual([]);
  expect(chinese).toMatch(/[\u4e00-\u9fff]/);
  expect(english).not.toMatch(/[\u4e00-\u9fff]/);
  expect(start.output).not.toMatch(/\bat .*:\d+:\d+|Error:|hidden-word|node_modules/);
  return english;
}

test.each([
  ["a folder that cannot be made", () => ({ HUB_DATA_DIR: join(writtenFile("file", ""), "x") }), /cannot be written/],
  [
    "a cluster that is not whole",
    () => ({ HUB_DATA_DIR: join(writtenFile("broken/postgres/PG_VERSION", "18"), "../..") }),
    /not a whole PostgreSQL data folder/,
  ],
  ["a server that is not there", () => ({ HUB_POSTGRES_URL: UNREACHABLE }), /HUB_POSTGRES_URL .* cannot be reached/],
  [
    "a wrong password",
    () => ({ HUB_POSTGRES_URL: withPassword(adminUrl(), "hidden-word") }),
    /HUB_POSTGRES_URL .* refuses the user name or the password/,
  ],
] as const)("hub up with %s says so in one sentence", { timeout: TIMEOUT_MS }, async (_fault, variables, sentence) => {
  expect(await refusalOf(["up"], variables())).toMatch(sentence);
});

test("hub up names every variable at fault", { timeout: TIMEOUT_MS }, async () => {
  const variables = { HUB_SCALE: "7", HUB_PORT: "many", HUB_POSTGRES_URL: "mysql://hidden-word@x" };
  const start = new HubProcess(["up"], variables);
  expect(await start.ends()).toBe(1);
  expect(start.output.trim().split("\n")).toHaveLength(3);
  for (const name of Object.keys(variables)) expect(start.output).toContain(name);
  expect(start.output).not.toContain("hidden-word");
});

test.each([
  ["that is not there", () => ({ HUB_DATABASE_URL: UNREACHABLE }), /HUB_DATABASE_URL .* cannot be reached/],
  [
    "that refuses the password",
    () => ({ HUB_DATABASE_URL: withPassword(hub().stack.urlOf("hub", "runtime"), "hidden-word") }),
    /refuses the user name or the password/,
  ],
  ["without tables", () => ({ HUB_DATABASE_URL: empty.url }), /holds no tables yet/],
  [
    "whose signing keys another secret locks",
    () => ({ HUB_DATABASE_URL: hub().stack.urlOf("hub", "runtime"), HUB_SEALING_SECRET: "hidden-word".repeat(4) }),
    /HUB_SEALING_SECRET/,
  ],
] as const)(
  "a gateway on a hub database %s says so in one sentence",
  { timeout: TIMEOUT_MS },
  async (_fault, variables, sentence) => {
    expect(await refusalOf(["serve", "gateway"], { ...gatewayVariables, ...variables() })).toMatch(sentence);
  },
);

test("a token that nobody can give is refused in one sentence", { timeout: TIMEOUT_MS }, async () => {
  const variables = { HUB_DATA_DIR: hub().stack.folder.path, HUB_PORT: "1" };
  expect(await refusalOf(["token", "--client", "psd-investigation"], variables)).toMatch(/./);
  expect(await refusalOf(["token", "--client", "nobody"], variables)).toMatch(/holds no key of client nobody/);
});

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const HUB = resolve(import.meta.dirname, "../../scripts/hub.ts");
const SCALE = "0.0005";
/** It loads a province and starts fourteen processes. */
const TIMEOUT_MS = 300_000;

interface BenchFigures {
  readonly way: string;
  readonly question: string;
  readonly requestsPerSecond: number;
  readonly cpuMsPerRequest: number;
  readonly answerBytes: number;
}

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "hub-bench-"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function bench(...given: string[]) {
  const args = [HUB, "bench", "--scale", SCALE, "--out", join(folder, "out"), ...given];
  const env = { ...process.env, HUB_DATA_DIR: join(folder, "data") };
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += String(chunk)));
  child.stderr.on("data", (chunk: Buffer) => (output += String(chunk)));
  const [exitCode] = (await once(child, "close")) as [number | null];
  return { exitCode, output };
}

// Hand-written SQL and plain federation know nothing of the hub's code, so that the same answer from all four, compared
// field by field, says that the hub's is right, in one process and in six.
test("four ways give the same answers, and every one is measured", { timeout: TIMEOUT_MS }, async () => {
  const { exitCode, output } = await bench("--seconds", "0.2", "--rounds", "1", "--in-flight", "2", "--no-floor");
  expect(exitCode, output).toBe(0);
  const { figures } = JSON.parse(readFileSync(join(folder, "out/bench.json"), "utf8")) as { figures: BenchFigures[] };
  const asked = figures.map(({ way, question }) => `${question} ${way}`);
  const ways = ["sql", "ordinary", "hub", "split"];
  expect(asked).toEqual(["dossier", "lookup", "list", "batch"].flatMap((name) => ways.map((way) => `${name} ${way}`)));
  for (const each of figures) expect(each).toSatisfy(isPlausible);
  expect(existsSync(join(folder, "out/bench.md"))).toBe(true);
});

function isPlausible({ requestsPerSecond, cpuMsPerRequest, answerBytes }: BenchFigures): boolean {
  return requestsPerSecond > 0 && cpuMsPerRequest >= 0 && answerBytes > 50;
}

test("an option that makes no sense is one sentence in each language", async () => {
  const { exitCode, output } = await bench("--rounds", "none");
  expect(exitCode).toBe(1);
  expect(output.trim().split("\n")).toEqual(["--rounds 应为大于 0 的数。", "--rounds must be a number above 0."]);
});

import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestHub, type TestHub } from "../support/hub.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const run = promisify(execFile);
/** A dozen runs of the command line, on a machine that runs other tests as well. */
const TIMEOUT_MS = 180_000;

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.stop());

interface Step {
  readonly commands: readonly string[];
  /** What the last command prints, in part. */
  readonly prints: object | null;
}

/** The commands of one chapter of the README, in order, each with the answer that stands below it. */
function stepsOf(chapter: string): Step[] {
  const readme = readFileSync(resolve(ROOT, "README.md"), "utf8");
  const text = readme.split(/^## /m).find((part) => part.startsWith(chapter)) ?? "";
  return [...text.matchAll(/```sh\n([\s\S]*?)```(?:\n\n```json\n([\s\S]*?)```)?/g)].map(
    ([, commands = "", prints]) => ({
      commands: commands.trim().split("\n"),
      prints: prints === undefined ? null : JSON.parse(prints),
    }),
  );
}

/** As pasted into a shell, but for where the hub listens. A refusal is an answer too, and ends with another exit code. */
async function paste(command: string): Promise<object> {
  const line = command.replace(/^npx hub/, `"${process.execPath}" scripts/hub.ts`);
  const env = { PATH: process.env["PATH"], HOME: process.env["HOME"], ...hub.variables };
  const { stdout } = await run("sh", ["-c", line], { cwd: ROOT, env }).catch((failed: { stdout: string }) => failed);
  return JSON.parse(stdout);
}

test("the administrator's ten minutes of the README work word for word", { timeout: TIMEOUT_MS }, async () => {
  const steps = stepsOf("Ten minutes as an administrator");
  expect(steps.length).toBeGreaterThan(10);
  for (const { commands, prints } of steps) {
    let answer: object = {};
    for (const command of commands.filter((line) => /^npx hub (ask|govern)/.test(line))) answer = await paste(command);
    if (prints) expect(answer).toMatchObject(prints);
    else expect(answer).not.toHaveProperty("errors");
  }
});

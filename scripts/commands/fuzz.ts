import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { join, resolve } from "node:path";
import type { Config } from "../config.ts";
import { StartError } from "../start-error.ts";
import { say } from "../terminal.ts";

const ROOT = resolve(import.meta.dirname, "../..");
/** Their searches take a profile. */
const TESTS = ["tests/security/random-operations.test.ts", "tests/security/interleavings.test.ts"];
const HIGHEST_SEED = 2 ** 31;

interface FuzzOptions {
  readonly runs: string;
  readonly seed?: string;
  readonly minutes: string;
  readonly replay?: string;
}

/**
 * Searches for an operation, a policy and a caller that together show more or less than is granted. Prints the seed first,
 * and the smallest counterexample with the command that replays it; exit code 1 when there is one.
 */
export async function fuzz({ inherited }: Config, options: FuzzOptions): Promise<void> {
  const seed = options.seed === undefined ? randomInt(HIGHEST_SEED) : whole("--seed", options.seed);
  const [pairs, maxMinutes] = [whole("--runs", options.runs), whole("--minutes", options.minutes)];
  say({
    zh: `随机种子 ${seed}，共 ${pairs} 组，至多 ${maxMinutes} 分钟`,
    en: `seed ${seed}, ${pairs} pairs, at most ${maxMinutes} minutes`,
  });
  const profile = { seed, pairs, maxMinutes, replay: options.replay ?? "" };
  const child = spawn(process.execPath, [join(ROOT, "node_modules/vitest/vitest.mjs"), "run", ...TESTS], {
    cwd: ROOT,
    stdio: "inherit",
    env: { ...inherited, FUZZ_PROFILE: JSON.stringify(profile) },
  });
  const [code] = await once(child, "close");
  process.exitCode = code === 0 ? 0 : 1;
}

function whole(option: string, text: string): number {
  if (/^\d{1,10}$/.test(text)) return Number(text);
  throw new StartError({ zh: `${option} 应为整数。`, en: `${option} must be a whole number.` });
}

import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { type BilingualText, bilingual } from "@tongshu/schema";

const ROOT = resolve(import.meta.dirname, "../..");
const BIN = join(ROOT, "node_modules", ".bin");
const HUB = join(ROOT, "scripts", "hub.ts");

interface Check {
  readonly name: BilingualText;
  readonly command: readonly [string, ...string[]];
}

const CHECKS: readonly Check[] = [
  {
    name: { zh: "格式与代码规则", en: "format and lint (biome)" },
    command: [join(BIN, "biome"), "ci", "--reporter=summary", "--colors=off"],
  },
  {
    name: { zh: "异步与分支规则", en: "promises and switches (oxlint)" },
    command: [join(BIN, "oxlint"), "--type-aware", "--deny-warnings"],
  },
  {
    name: { zh: "类型", en: "types" },
    command: [process.execPath, join(ROOT, "node_modules/typescript-native/bin/tsc"), "-p", "tsconfig.json"],
  },
  {
    name: { zh: "无用代码与依赖", en: "dead code and dependencies (knip)" },
    command: [join(BIN, "knip")],
  },
  {
    name: { zh: "超图一致", en: "supergraph drift" },
    command: [process.execPath, HUB, "compose", "--check"],
  },
  {
    name: {
      zh: "模式规则、导入规则、目录结构与防线清单",
      en: "SDL rules, import rules, shape of the tree, list of guards",
    },
    command: [
      process.execPath,
      join(ROOT, "node_modules/vitest/vitest.mjs"),
      "run",
      "schema",
      "tests/architecture",
      "tests/security/mutations",
    ],
  },
];

interface Outcome {
  readonly isPassed: boolean;
  readonly output: string;
}

/** Runs every check, says which failed with what it printed, and ends with exit code 1 when one did. */
export async function check(): Promise<void> {
  for (const { name, command } of CHECKS) {
    const startedAtMs = performance.now();
    const { isPassed, output } = await run(command);
    const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
    process.stdout.write(`${isPassed ? "✓" : "✗"} ${bilingual(name)} ${seconds} s\n`);
    if (isPassed) continue;
    process.stdout.write(output);
    process.exitCode = 1;
  }
}

function run([program, ...args]: Check["command"]): Promise<Outcome> {
  return new Promise((done) => {
    const child = spawn(program, args, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const collect = (chunk: Buffer) => (output += String(chunk));
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", (error) => done({ isPassed: false, output: `${error.message}\n` }));
    child.on("close", (code) => done({ isPassed: code === 0, output }));
  });
}

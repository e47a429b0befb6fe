import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** GREEN: all passed; RED: a test failed; UNKNOWN: none came to a verdict, say because a file could not be loaded. */
export type TestColour = "GREEN" | "RED" | "UNKNOWN";

export interface TestRun {
  readonly colour: TestColour;
  readonly output: string;
}

interface JsonReport {
  readonly success: boolean;
  readonly numFailedTests: number;
  readonly numPassedTests: number;
}

/** Longer than any test file takes on a busy machine. */
const LONGEST_RUN_MS = 600_000;

/** Runs test files of a workspace until the first failure. `title` picks the tests that hold it. */
export async function runTestFiles(root: string, files: readonly string[], title?: string): Promise<TestRun> {
  const folder = mkdtempSync(join(tmpdir(), "tongshu-verdict-"));
  try {
    const reportFile = join(folder, "report.json");
    const output = await runVitest(root, [
      "run",
      "--bail=1",
      "--reporter=json",
      `--outputFile=${reportFile}`,
      ...(title === undefined ? [] : ["-t", title.replace(/[^\w\s]/g, "\\$&")]),
      ...files,
    ]);
    const report = existsSync(reportFile) ? (JSON.parse(readFileSync(reportFile, "utf8")) as JsonReport) : null;
    return { colour: colourOf(report), output };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function colourOf(report: JsonReport | null): TestColour {
  if (!report) return "UNKNOWN";
  if (report.numFailedTests > 0) return "RED";
  return report.success && report.numPassedTests > 0 ? "GREEN" : "UNKNOWN";
}

function runVitest(root: string, args: readonly string[]): Promise<string> {
  return new Promise((done) => {
    const vitest = join(root, "node_modules/vitest/vitest.mjs");
    const stdio: ["ignore", "pipe", "pipe"] = ["ignore", "pipe", "pipe"];
    const child = spawn(process.execPath, [vitest, ...args], { cwd: root, stdio, timeout: LONGEST_RUN_MS });
    let output = "";
    const collect = (chunk: Buffer) => (output += String(chunk));
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", (error) => done(error.message));
    child.on("close", () => done(output));
  });
}

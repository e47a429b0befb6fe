import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

/** GREEN: all passed; RED: a test failed; UNKNOWN: none came to a verdict, say because a file could not be loaded. */
export type TestColour = "GREEN" | "RED" | "UNKNOWN";

export interface TestRun {
  /** By file, from the root of the workspace. */
  readonly colours: ReadonlyMap<string, TestColour>;
  readonly failedTitles: readonly string[];
  /** What was printed. */
  readonly output: string;
}

interface TestRunOptions {
  /** Picks the tests whose titles hold it. */
  readonly title?: string | undefined;
  /** Ends at the first failure. */
  readonly isBrief: boolean;
}

interface JsonReport {
  readonly testResults: readonly FileReport[];
}

interface FileReport {
  readonly name: string;
  readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
}

/** Longer than all test files take on a busy machine. */
const LONGEST_RUN_MS = 3_600_000;

/** Runs test files of a workspace. */
export async function runTestFiles(
  root: string,
  files: readonly string[],
  { title, isBrief }: TestRunOptions,
): Promise<TestRun> {
  const folder = mkdtempSync(join(tmpdir(), "tongshu-verdict-"));
  try {
    const reportFile = join(folder, "report.json");
    const output = await runVitest(root, [
      "run",
      ...(isBrief ? ["--bail=1"] : []),
      "--reporter=json",
      `--outputFile=${reportFile}`,
      ...(title === undefined ? [] : ["-t", title.replace(/[^\w\s]/g, "\\$&")]),
      ...files,
    ]);
    return toRun(root, existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, "utf8")) : null, output);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function toRun(root: string, report: JsonReport | null, output: string): TestRun {
  const results = report?.testResults ?? [];
  const failed = results.flatMap(({ assertionResults }) => assertionResults.filter(isFailed));
  return {
    colours: new Map(results.map((file) => [relative(root, file.name), colourOf(file)])),
    failedTitles: failed.map(({ fullName }) => fullName),
    output,
  };
}

/** A set-up that fails leaves its tests skipped: they tell nothing. */
function colourOf({ assertionResults }: FileReport): TestColour {
  if (assertionResults.some(isFailed)) return "RED";
  const hasVerdict = assertionResults.some(({ status }) => status === "passed");
  const isWhole = assertionResults.every(({ status }) => status === "passed" || status === "skipped");
  return hasVerdict && isWhole ? "GREEN" : "UNKNOWN";
}

function isFailed({ status }: { readonly status: string }): boolean {
  return status === "failed";
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

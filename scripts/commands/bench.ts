import { resolve } from "node:path";
import { type GivenOptions, readBenchOptions } from "../bench/bench-options.ts";
import { floorMissed } from "../bench/floor.ts";
import { markdownOf, writeReport } from "../bench/report.ts";
import { runBench } from "../bench/run-bench.ts";
import type { Config } from "../config.ts";
import { StartError } from "../start-error.ts";
import { say } from "../terminal.ts";

/** Measures the hub beside hand-written SQL and ordinary federation; exit code 1 when a floor is missed. */
export async function bench(config: Config, given: GivenOptions): Promise<void> {
  const options = readBenchOptions(given);
  const out = resolve(given.out ?? `${config.dataDir}/bench`);
  const report = await runBench(config, options, options.hasProfile ? out : null);
  writeReport(report, out);
  process.stdout.write(markdownOf(report));
  say({ zh: `报告在 ${out}。`, en: `The report is in ${out}.` });
  const missed = options.hasFloor ? floorMissed(report.figures) : null;
  if (missed !== null) throw new StartError(missed);
}

import { resolve } from "node:path";
import { systemClock } from "@tongshu/kit";
import { beijingDate, beijingDateTime } from "@tongshu/schema";
import type { Config } from "../config.ts";
import { readPidFile } from "../postgres/postmaster.ts";
import type { Stack } from "../stack/stack.ts";
import { openProgress, say } from "../terminal.ts";
import type { BenchOptions } from "./bench-options.ts";
import { benchConfig, openBenchStack } from "./bench-stack.ts";
import { startChild } from "./child-process.ts";
import { compareAnswers } from "./compare-answers.ts";
import { figuresOf } from "./figures.ts";
import { hubHeaders } from "./hub-access.ts";
import { describeMachine } from "./machine.ts";
import { type Bench, measureRound, type Slice, warmUp } from "./measure.ts";
import { QUESTIONS } from "./questions.ts";
import type { Report } from "./report.ts";
import { drawSubjects, type Subjects } from "./subjects.ts";
import { type RunningWay, startWay, WAY_NAMES } from "./way.ts";

const LOAD_GENERATOR = resolve(import.meta.dirname, "load/load-generator.ts");

/**
 * Asks every way the same questions about the same people, makes sure that they answer the same, and measures them by
 * turns. Throws StartError when two answers differ. `profileDir` gets a profile of every process of every way.
 */
export async function runBench(given: Config, options: BenchOptions, profileDir: string | null): Promise<Report> {
  await using running = new AsyncDisposableStack();
  const config = benchConfig(given);
  const stack = await openBenchStack(config, running);
  const subjects = await drawSubjects(
    { populationUrl: stack.urlOf("population", "owner"), legalEntitiesUrl: stack.urlOf("legal-entities", "owner") },
    beijingDate(systemClock.nowMs()),
  );
  const bench = await openBench(config, stack, options, profileDir, running);
  say({ zh: "核对各实现的答案……", en: "Comparing the answers of all ways …" });
  for (const name of options.questions)
    await compareAnswers(bench.ways, QUESTIONS[name], subjects[name], bench.headersOf);
  const slices = await measureAll(bench, subjects);
  const { seconds, rounds, inFlight, questions } = options;
  return {
    madeAt: beijingDateTime(systemClock.nowMs()),
    scale: config.scale,
    seconds,
    rounds,
    inFlight,
    machine: await describeMachine(stack.server.adminUrl),
    figures: questions.flatMap((question) => WAY_NAMES.flatMap((way) => figuresOf(slices, way, question) ?? [])),
    slices,
  };
}

async function openBench(
  config: Config,
  stack: Stack,
  options: BenchOptions,
  profileDir: string | null,
  running: AsyncDisposableStack,
): Promise<Bench> {
  say({ zh: "启动各种实现……", en: "Starting all ways …" });
  const profile = profileDir === null ? {} : { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profileDir}` };
  const settings = {
    config: { ...config, inherited: { ...config.inherited, ...profile } },
    adminUrl: stack.server.adminUrl,
  };
  const ways: RunningWay[] = [];
  for (const name of WAY_NAMES) {
    const way = await startWay(name, settings, { env: settings.config.inherited });
    running.defer(() => way.stop());
    ways.push(way);
  }
  const load = await startChild(LOAD_GENERATOR, {}, { env: config.inherited });
  running.defer(() => load.stop());
  const postgresPid = readPidFile(stack.folder.cluster)?.pid ?? 0;
  return { ways, load, postgresPid, headersOf: hubHeaders(stack), options };
}

async function measureAll(bench: Bench, subjects: Subjects): Promise<Slice[]> {
  const { questions, rounds } = bench.options;
  const progress = openProgress({ zh: "测量", en: "Measuring" });
  const slices: Slice[] = [];
  let done = 0;
  const step = () => {
    done += 1;
    progress.update(done, questions.length * (rounds + 1));
  };
  try {
    for (const name of questions) {
      await warmUp(bench, QUESTIONS[name], subjects[name]);
      step();
    }
    for (let round = 0; round < rounds; round += 1) {
      for (const name of questions) {
        slices.push(...(await measureRound(bench, QUESTIONS[name], subjects[name], round)));
        step();
      }
    }
    return slices;
  } finally {
    progress.stop();
  }
}

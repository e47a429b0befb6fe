import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cpuRatio, type Figures, ratio } from "./figures.ts";
import type { Machine } from "./machine.ts";
import type { Slice } from "./measure.ts";
import { QUESTION_NAMES, QUESTIONS, type QuestionName } from "./questions.ts";
import { WAY_NAMES, WAYS } from "./way.ts";

export interface Report {
  readonly madeAt: string;
  readonly scale: number;
  readonly seconds: number;
  readonly rounds: number;
  readonly inFlight: number;
  readonly machine: Machine;
  readonly figures: readonly Figures[];
  /** Every single measurement, for whoever doubts a median. */
  readonly slices: readonly Slice[];
}

/** Writes `bench.md` and `bench.json` into the folder. */
export function writeReport(report: Report, out: string): void {
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, "bench.md"), markdownOf(report));
  writeFileSync(join(out, "bench.json"), `${JSON.stringify(report, null, 2)}\n`);
}

export function markdownOf(report: Report): string {
  const asked = QUESTION_NAMES.filter((name) => report.figures.some(({ question }) => question === name));
  return [heading(report), ...asked.map((name) => section(report, name)), footing()].join("\n");
}

function heading({ madeAt, scale, seconds, rounds, inFlight, machine, figures }: Report): string {
  const { processor, processorCount, nodeVersion, postgresVersion } = machine;
  return `# hub bench

${madeAt} · province at scale ${scale} · ${inFlight} in flight · median of ${rounds} rounds of ${seconds} s, ways by turns
${processorCount} × ${processor} · Node ${nodeVersion} · PostgreSQL ${postgresVersion} · load from a process of its own on the same machine
${othersWarning(figures, processorCount)}`;
}

/** Ways of six processes, PostgreSQL and the load take two whole processors wherever they can have them. */
const LEAST_BUSY = 1.6;

function othersWarning(figures: readonly Figures[], processorCount: number): string {
  const busiest = Math.max(...figures.map(({ busyProcessors }) => busyProcessors));
  if (busiest >= Math.min(LEAST_BUSY, processorCount)) return "";
  return `
**Other programs took part of this machine** (at most ${busiest.toFixed(1)} of ${processorCount} processors were used here): rates are too low and
uneven; compare processor time.
`;
}

const COLUMNS = [
  "way",
  "requests/s",
  "slowest–fastest round",
  "× SQL",
  "× ordinary",
  "× ordinary by CPU",
  "p50 ms",
  "p99 ms",
  "CPU ms/request",
  "PostgreSQL CPU ms/request",
  "answer bytes",
  "failed",
  "processors busy",
  "of that the load",
] as const;

function section(report: Report, question: QuestionName): string {
  const rows = WAY_NAMES.flatMap((name) => {
    const figures = report.figures.find((each) => each.way === name && each.question === question);
    return figures === undefined ? [] : [row(report, figures)];
  });
  const lines = [COLUMNS, COLUMNS.map((_, index) => (index === 0 ? "---" : "--:")), ...rows];
  const table = lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
  return `## ${question}: ${QUESTIONS[question].title}\n\n${table}\n`;
}

function row({ figures: all }: Report, figures: Figures): string[] {
  const { way, question } = figures;
  return [
    WAYS[way].title,
    rounded(figures.requestsPerSecond),
    `${rounded(figures.slowestPerSecond)}–${rounded(figures.fastestPerSecond)}`,
    times(ratio(all, question, way, "sql")),
    times(ratio(all, question, way, "ordinary")),
    times(cpuRatio(all, question, way, "ordinary")),
    figures.p50Ms.toFixed(1),
    figures.p99Ms.toFixed(1),
    figures.cpuMsPerRequest.toFixed(2),
    figures.postgresCpuMsPerRequest.toFixed(2),
    rounded(figures.answerBytes),
    rounded(figures.failureCount),
    figures.busyProcessors.toFixed(2),
    figures.loadShare.toFixed(2),
  ];
}

function rounded(value: number): string {
  return Math.round(value).toLocaleString("en");
}

function times(value: number | null): string {
  return value === null ? "–" : value.toFixed(2);
}

function footing(): string {
  const processes = WAY_NAMES.map((name) => `${WAYS[name].title} ${WAYS[name].processCount}`).join(", ");
  return `Processes that compete for the processors, PostgreSQL and the load apart: ${processes}. All ways are up all the time and
idle while another is asked. Both hub ways check tokens, purposes, both walls and write the durable record; the other two
do none of it. Answers were compared before anything was measured.
`;
}

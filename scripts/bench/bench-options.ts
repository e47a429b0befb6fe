import { StartError } from "../start-error.ts";
import { QUESTION_NAMES, type QuestionName } from "./questions.ts";

/** As the command line gives them. */
export interface GivenOptions {
  readonly scale: string;
  readonly seconds: string;
  readonly rounds: string;
  readonly inFlight: string;
  readonly questions: string;
  readonly out?: string;
  readonly floor: boolean;
  readonly profile?: boolean;
}

export interface BenchOptions {
  /** How long one way answers one question in one round. */
  readonly seconds: number;
  readonly rounds: number;
  readonly inFlight: number;
  readonly questions: readonly QuestionName[];
  /** A way that is too slow fails the run. */
  readonly hasFloor: boolean;
  /** Writes where the time of each process went beside the report. */
  readonly hasProfile: boolean;
}

export function readBenchOptions(given: GivenOptions): BenchOptions {
  return {
    seconds: positive("--seconds", given.seconds),
    rounds: wholePositive("--rounds", given.rounds),
    inFlight: wholePositive("--in-flight", given.inFlight),
    questions: given.questions.split(",").map(questionNamed),
    hasFloor: given.floor,
    hasProfile: given.profile ?? false,
  };
}

function positive(option: string, text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new StartError({ zh: `${option} 应为大于 0 的数。`, en: `${option} must be a number above 0.` });
}

function wholePositive(option: string, text: string): number {
  const value = positive(option, text);
  if (Number.isInteger(value)) return value;
  throw new StartError({ zh: `${option} 应为整数。`, en: `${option} must be a whole number.` });
}

function questionNamed(text: string): QuestionName {
  const found = QUESTION_NAMES.find((name) => name === text.trim());
  if (found !== undefined) return found;
  const known = QUESTION_NAMES.join(", ");
  throw new StartError({
    zh: `没有名为“${text}”的问题；可用：${known}。`,
    en: `There is no question ${text}; known are ${known}.`,
  });
}

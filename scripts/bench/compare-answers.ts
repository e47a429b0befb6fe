import { StartError } from "../start-error.ts";
import { askOnce } from "./ask.ts";
import { firstDifference } from "./difference.ts";
import type { HeadersOf } from "./hub-access.ts";
import type { Question, Variables } from "./questions.ts";
import type { RunningWay } from "./way.ts";

/** Enough to meet every kind of row, few enough to take seconds. */
const MOST_SAMPLES = 64;
const AT_ONCE = 8;

/** Asks every way the same and throws a StartError at the first answer that differs from that of the first way. */
export async function compareAnswers(
  ways: readonly RunningWay[],
  question: Question,
  subjects: readonly Variables[],
  headersOf: HeadersOf,
): Promise<void> {
  const [first, ...others] = ways;
  if (first === undefined) return;
  const headers = new Map(await Promise.all(ways.map(async (way) => [way.name, await headersOf(way)] as const)));
  const ask = (way: RunningWay, variables: Variables) => askOnce(way, question, variables, headers.get(way.name) ?? {});
  for (let from = 0; from < Math.min(subjects.length, MOST_SAMPLES); from += AT_ONCE) {
    const some = subjects.slice(from, from + AT_ONCE);
    const expected = await Promise.all(some.map((variables) => ask(first, variables)));
    for (const way of others) {
      const answers = await Promise.all(some.map((variables) => ask(way, variables)));
      for (const [index, answer] of answers.entries()) {
        refuseDifference({ first, other: way, question, number: from + index + 1 }, expected[index], answer);
      }
    }
  }
}

interface Comparison {
  readonly first: RunningWay;
  readonly other: RunningWay;
  readonly question: Question;
  readonly number: number;
}

function refuseDifference({ first, other, question, number }: Comparison, expected: unknown, answer: unknown): void {
  const path = firstDifference(expected, answer);
  if (path === null) return;
  throw new StartError({
    zh: `“${question.name}”第 ${number} 个问题：${first.title} 与 ${other.title} 的答案在 ${path} 处不同。`,
    en: `${first.title} and ${other.title} answer question ${number} of ${question.name} differently at ${path}.`,
  });
}

import type { Question, Variables } from "./questions.ts";
import type { RunningWay } from "./way.ts";

/** Where a way answers this question. */
export function addressOf(way: RunningWay, question: Question): string {
  return way.speaks === "graphql" ? way.url : new URL(question.name, way.url).href;
}

/** What is sent to a way for one set of variables. */
export function bodyOf(way: RunningWay, question: Question, variables: Variables): string {
  return JSON.stringify(way.speaks === "graphql" ? { query: question.operation, variables } : variables);
}

/** Asks once, outside any measurement, and answers the data. Anything but data and nothing else is an error. */
export async function askOnce(
  way: RunningWay,
  question: Question,
  variables: Variables,
  headers: Readonly<Record<string, string>>,
): Promise<unknown> {
  const response = await fetch(addressOf(way, question), {
    method: "POST",
    headers,
    body: bodyOf(way, question, variables),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${way.title} answered ${response.status} to ${question.name}`);
  const { data, ...others } = JSON.parse(text) as { data?: unknown; errors?: { extensions?: { code?: string } }[] };
  if (Object.keys(others).length === 0) return data;
  const codes = others.errors?.map(({ extensions }) => extensions?.code).join(", ");
  throw new Error(`${way.title} answered ${question.name} with ${Object.keys(others).join(" and ")}: ${codes}`);
}

import type { Config } from "../config.ts";
import { publicUrlOf } from "../stack/public-url.ts";
import { StartError } from "../start-error.ts";
import { type SignIn, signIn } from "./sign-in.ts";

export interface AskOptions extends SignIn {
  readonly purpose: string;
  readonly case?: string;
}

export interface GovernOptions {
  readonly officer: string;
  readonly client?: string;
}

/** Asks the running hub as a demo client does and prints the whole answer. */
export async function ask(config: Config, options: AskOptions, query: string, variables?: string): Promise<void> {
  const headers = { "x-purpose": options.purpose, ...(options.case ? { "x-case": options.case } : {}) };
  await post(config, "/graphql", options, { query, variables: parse(variables) }, headers);
}

/** Acts at the control plane as an officer of a department's console does. `input` is that of the one mutation. */
export async function govern(
  config: Config,
  { officer, client }: GovernOptions,
  query: string,
  input?: string,
): Promise<void> {
  const consoleClient = client ?? `${officer.split("-", 1)[0]}-console`;
  const variables = input === undefined ? {} : { input: parse(input) };
  await post(config, "/admin/graphql", { client: consoleClient, officer }, { query, variables }, {});
}

async function post(
  config: Config,
  path: string,
  who: SignIn,
  body: Readonly<Record<string, unknown>>,
  more: Readonly<Record<string, string>>,
): Promise<void> {
  const authorization = `Bearer ${await signIn(config, who)}`;
  const response = await fetch(`${publicUrlOf(config, config.port)}${path}`, {
    method: "POST",
    headers: { authorization, "content-type": "application/json", ...more },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as { readonly errors?: readonly unknown[] };
  process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
  if (answer.errors) process.exitCode = 1;
}

function parse(json: string | undefined): unknown {
  if (json === undefined) return {};
  try {
    return JSON.parse(json);
  } catch (cause) {
    const text = { zh: "变量须为 JSON 对象。", en: "The variables must be a JSON object." };
    throw new StartError(text, { cause });
  }
}

import type { AccessEntry } from "@tongshu/gateway";
import { Agent, request } from "undici";

/** What a department's program sends beside its token. */
export interface Question {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface GraphqlError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>> & { readonly code: string };
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The body as it came. */
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: each test knows the shape of what it asked for.
  readonly data: any;
  readonly errors: readonly GraphqlError[];
  readonly codes: readonly string[];
  readonly access: readonly AccessEntry[];
  readonly requestId: string;
}

const agent = new Agent({ keepAliveTimeout: 1_000 });

/** An answer began and did not end. */
export class CutAnswerError extends Error {
  constructor(cause: Error) {
    super("the answer was cut off", { cause });
  }
}

/** Posts one operation as any client of the hub does. */
export async function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string | Uint8Array,
): Promise<Reply> {
  const response = await request(url, { method: "POST", headers, body, dispatcher: agent });
  const text = await response.body.text().catch((cause: Error) => {
    throw new CutAnswerError(cause);
  });
  const answer = parsed(text);
  const errors = answer.errors ?? [];
  return {
    status: response.statusCode,
    headers: response.headers,
    text,
    data: answer.data,
    errors,
    codes: errors.map(({ extensions }) => extensions.code),
    access: answer.extensions?.access ?? [],
    requestId: String(response.headers["x-request-id"]),
  };
}

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly GraphqlError[];
  readonly extensions?: { readonly access?: readonly AccessEntry[] };
}

function parsed(text: string): Answer {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

import type { IncomingMessage } from "node:http";
import { HubError } from "@tongshu/kit";
import { HttpError } from "./http-error.ts";

/** The members of a GraphQL-over-HTTP request that the hub takes. */
export interface GraphqlBody {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: Record<string, unknown>;
}

/**
 * Reads the JSON body of a POST until `signal` says that time is up. Throws HttpError 405, 408, 413 or 415, or
 * BAD_USER_INPUT that names the member.
 */
export async function readGraphqlBody(
  request: IncomingMessage,
  maxBytes: number,
  signal: AbortSignal,
): Promise<GraphqlBody> {
  // GET could be sent by an image tag and would put numbers into URLs.
  if (request.method !== "POST") throw new HttpError(405, { allow: "POST" });
  // A form's content type could be sent across sites without a preflight.
  if (!/^application\/json\s*(;|$)/i.test(request.headers["content-type"] ?? "")) throw new HttpError(415);
  if (request.headers["content-encoding"]) throw new HttpError(415);
  return check(parse(await readBytes(request, maxBytes, signal)));
}

/** A sender who takes longer than a whole request may is sent away: its place belongs to others. */
function readBytes(request: IncomingMessage, maxBytes: number, signal: AbortSignal): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    const refuse = (status: number) => {
      request.off("data", take).resume();
      reject(new HttpError(status, { connection: "close" }));
    };
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) refuse(413);
      else chunks.push(chunk);
    };
    request.on("data", take);
    request.once("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
    request.once("error", reject);
    signal.addEventListener("abort", () => refuse(408), { once: true });
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new HubError("BAD_USER_INPUT", { field: "body", rule: "JSON" });
  }
}

function check(body: unknown): GraphqlBody {
  // An array would be a batch: many operations under one check.
  if (typeof body !== "object" || body === null || Array.isArray(body)) throw refusal("body", "one JSON object");
  const { query, operationName, variables, extensions } = body as Record<string, unknown>;
  if (typeof query !== "string" || query === "") throw refusal("query", "a non-empty string");
  if (extensions && typeof extensions === "object" && "persistedQuery" in extensions) {
    throw refusal("extensions.persistedQuery", "not supported");
  }
  const isNamed = operationName !== undefined && operationName !== null;
  // An empty name passes Apollo Server with no operation found, and used to run the first one.
  if (isNamed && (typeof operationName !== "string" || operationName === "")) throw refusal("operationName", "a name");
  const hasVariables = variables !== undefined && variables !== null;
  if (hasVariables && (typeof variables !== "object" || Array.isArray(variables)))
    throw refusal("variables", "an object");
  return {
    query,
    ...(isNamed ? { operationName } : {}),
    ...(hasVariables ? { variables: variables as Record<string, unknown> } : {}),
  };
}

function refusal(field: string, rule: string): HubError {
  return new HubError("BAD_USER_INPUT", { field, rule });
}

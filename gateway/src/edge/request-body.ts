import type { IncomingMessage } from "node:http";
import { HubError } from "@tongshu/kit";
import { HttpError } from "./http-error.ts";

/** The members of a GraphQL-over-HTTP request that the hub takes. */
export interface GraphqlBody extends OperationInput {
  readonly query: string;
}

interface OperationInput {
  readonly operationName?: string;
  readonly variables?: Record<string, unknown>;
}

/** What a caller sends: the text of an operation, or the id of one that its department has registered. */
export interface SentBody extends OperationInput {
  readonly query: string | null;
  /** SHA-256 of the text, in hex. */
  readonly documentId: string | null;
}

/** As `readSentBody`, where nothing is registered. */
export async function readGraphqlBody(
  request: IncomingMessage,
  maxBytes: number,
  signal: AbortSignal,
): Promise<GraphqlBody> {
  const { query, documentId, ...rest } = await readSentBody(request, maxBytes, signal);
  if (documentId !== null) throw refusal("documentId", "not supported here");
  if (query === null) throw refusal("query", "a non-empty string");
  return { ...rest, query };
}

/**
 * Reads the JSON body of a POST until `signal` says that time is up. Throws HttpError 405, 408, 413 or 415, or
 * BAD_USER_INPUT that names the member.
 */
export async function readSentBody(request: IncomingMessage, maxBytes: number, signal: AbortSignal): Promise<SentBody> {
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

function check(body: unknown): SentBody {
  // An array would be a batch: many operations under one check.
  if (typeof body !== "object" || body === null || Array.isArray(body)) throw refusal("body", "one JSON object");
  const { query, documentId, operationName, variables, extensions } = body as Record<string, unknown>;
  const document = checkDocument(query, documentId);
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
    ...document,
    ...(isNamed ? { operationName } : {}),
    ...(hasVariables ? { variables: variables as Record<string, unknown> } : {}),
  };
}

/** The id of a persisted document, as GraphQL over HTTP writes it. */
const DOCUMENT_ID = /^sha256:([0-9a-f]{64})$/;

function checkDocument(query: unknown, documentId: unknown): Pick<SentBody, "query" | "documentId"> {
  if (documentId === undefined || documentId === null) {
    if (typeof query !== "string" || query === "") throw refusal("query", "a non-empty string");
    return { query, documentId: null };
  }
  // Of two, one reader could take the one and the next reader the other.
  if (query !== undefined && query !== null) throw refusal("documentId", "not beside query");
  const id = typeof documentId === "string" ? DOCUMENT_ID.exec(documentId)?.[1] : undefined;
  if (id === undefined) throw refusal("documentId", "sha256: and 64 hexadecimal digits");
  return { query: null, documentId: id };
}

function refusal(field: string, rule: string): HubError {
  return new HubError("BAD_USER_INPUT", { field, rule });
}

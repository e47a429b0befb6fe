import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { ERRORS, type ErrorCode } from "@tongshu/schema";
import { HubError } from "../errors.ts";
import type { Register } from "../register.ts";
import { refusedAnswer } from "./answer.ts";
import type { CapabilityVerifier } from "./capability-token.ts";
import { prepareStop } from "./graceful-stop.ts";
import { OperationCache } from "./operation-cache.ts";
import {
  GRAPHQL_PATH,
  HEALTH_PATH,
  HOLDINGS_PATH,
  MAX_BODY_BYTES,
  MAX_HEADER_BYTES,
  type Question,
  questionShape,
  READY_PATH,
  SERVER_IDLE_MS,
} from "./wire.ts";

export interface RegisterServerOptions {
  readonly register: Register;
  readonly verifier: CapabilityVerifier;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly maxConcurrent?: number;
}

export interface RegisterServer {
  readonly url: string;
  /** Stops accepting, lets what is under way finish, then closes the register. */
  stop(): Promise<void>;
}

const STOP_GRACE_MS = 10_000;

/** Serves one register to gateways. Every question but health and readiness needs a capability made for this register. */
export async function serveRegister(options: RegisterServerOptions): Promise<RegisterServer> {
  const server = createServer({
    maxHeaderSize: MAX_HEADER_BYTES,
    keepAliveTimeout: SERVER_IDLE_MS,
    requestTimeout: 30_000,
    headersTimeout: 10_000,
  });
  server.on("request", requestHandler(options));
  const stopServer = prepareStop(server, STOP_GRACE_MS);
  await listen(server, options);
  const { address, family, port } = server.address() as AddressInfo;
  return {
    url: `http://${family === "IPv6" ? `[${address}]` : address}:${port}`,
    async stop() {
      await stopServer();
      await options.register.close();
    },
  };
}

function listen(server: Server, { host, port }: RegisterServerOptions): Promise<void> {
  return new Promise((done, fail) => void server.once("error", fail).listen(port, host, done));
}

function requestHandler({ register, verifier, maxConcurrent = 500 }: RegisterServerOptions) {
  const operations = new OperationCache();
  let concurrent = 0;
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.url === HEALTH_PATH) return send(response, 200, { status: "ok" });
    if (request.url === READY_PATH) return send(response, (await register.isReady()) ? 200 : 503, {});
    if (request.url === HOLDINGS_PATH) return tellHoldings(register, verifier, request, response);
    if (request.url !== GRAPHQL_PATH || request.method !== "POST") return send(response, 404, {});
    if (concurrent >= maxConcurrent) return refuse(response, "RATE_LIMITED");
    concurrent++;
    try {
      await answer(register, verifier, operations, request, response);
    } catch (error) {
      refuse(response, error instanceof HubError ? error.code : "INTERNAL_SERVER_ERROR");
    } finally {
      concurrent--;
    }
  };
}

/** What the register holds is told to gateways and to nobody else. */
async function tellHoldings(
  register: Register,
  verifier: CapabilityVerifier,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    await verifier.verify(bearerToken(request));
    send(response, 200, (await register.holdings?.()) ?? []);
  } catch (error) {
    refuse(response, error instanceof HubError ? error.code : "INTERNAL_SERVER_ERROR");
  }
}

async function answer(
  register: Register,
  verifier: CapabilityVerifier,
  operations: OperationCache,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // Before the body is taken: who has no capability has nothing to say.
  const signed = await verifier.verify(bearerToken(request));
  const { query, hash, variables, ...label } = await readQuestion(request);
  const operation = operations.get(query, hash);
  if (!operation) throw new HubError("GRAPHQL_PARSE_FAILED");
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  const capability = { ...signed, ...label };
  send(response, 200, await register.ask({ operation, variables, capability, signal: gone.signal }));
}

function bearerToken({ headers }: IncomingMessage): string {
  return /^Bearer ([\w.-]+)$/.exec(headers.authorization ?? "")?.[1] ?? "";
}

async function readQuestion(request: IncomingMessage): Promise<Question> {
  if (!/^application\/json\b/i.test(request.headers["content-type"] ?? "")) throw badQuestion();
  const chunks: Buffer[] = [];
  let byteCount = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    byteCount += chunk.length;
    if (byteCount > MAX_BODY_BYTES) throw new HubError("LIMIT_EXCEEDED");
    chunks.push(chunk);
  }
  const question = questionShape.safeParse(parseJson(Buffer.concat(chunks).toString()));
  if (!question.success) throw badQuestion();
  return question.data as Question;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function badQuestion(): HubError {
  return new HubError("BAD_USER_INPUT");
}

/** The rest of an unread body is not waited for: the connection closes with the answer. */
function refuse(response: ServerResponse, code: ErrorCode): void {
  if (!response.headersSent) response.setHeader("connection", "close");
  send(response, ERRORS[code].httpStatus, refusedAnswer(code));
}

function send(response: ServerResponse, status: number, body: unknown): void {
  if (response.headersSent || response.destroyed) return;
  const text = JSON.stringify(body);
  const headers = {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
    "cache-control": "no-store",
  };
  response.writeHead(status, headers).end(text);
}

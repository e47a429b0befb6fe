import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { HubError } from "@tongshu/kit";
import type { ControlRoute } from "./edge/control-route.ts";
import type { GraphqlRoute } from "./edge/graphql-route.ts";
import { JSON_TYPE, send, sendError, sendStatus, setSecurityHeaders } from "./edge/respond.ts";
import type { Evidence } from "./evidence.ts";
import type { Issuer } from "./identity/issuer.ts";
import type { Metrics } from "./telemetry/metrics.ts";

export interface ServerParts {
  readonly graphql: GraphqlRoute;
  /** Null on a gateway without a control plane. */
  readonly control: ControlRoute | null;
  readonly issuer: Issuer;
  readonly evidence: Pick<Evidence, "publishedKeys">;
  readonly metrics: Metrics;
  /** Whether this gateway can answer: policy loaded, record writable. */
  readonly isReady: () => Promise<boolean>;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

/** The whole door: every path the gateway answers, and what it says to all others. */
export function createGatewayServer(parts: ServerParts): Server {
  const routes: Readonly<Record<string, Handler>> = {
    "/graphql": (request, response) => parts.graphql.handle(request, response),
    "/admin/graphql": (request, response) =>
      parts.control ? parts.control.handle(request, response) : notFound(request, response),
    // Those who keep a proof check it with these, also after a key signs no more.
    "/.well-known/audit-keys.json": getOnly((_request, response) =>
      send(response, 200, JSON_TYPE, JSON.stringify(parts.evidence.publishedKeys())),
    ),
    "/healthz": getOnly((_request, response) => send(response, 200, JSON_TYPE, '{"status":"ok"}')),
    "/readyz": getOnly(async (_request, response) => {
      const isReady = await parts.isReady();
      send(response, isReady ? 200 : 503, JSON_TYPE, JSON.stringify({ status: isReady ? "ready" : "not ready" }));
    }),
    "/metrics": getOnly(async (_request, response) => {
      send(response, 200, parts.metrics.contentType, await parts.metrics.print());
    }),
  };
  const server = createServer((request, response) => {
    setSecurityHeaders(response);
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    const handler = routes[path] ?? (isIssuerPath(path) ? parts.issuer.callback : notFound);
    Promise.resolve(handler(request, response)).catch(() => failed(response));
  });
  // A slow sender holds a socket, never a worker: headers in 10 s, the whole request in 20 s.
  server.headersTimeout = 10_000;
  server.requestTimeout = 20_000;
  server.keepAliveTimeout = 65_000;
  server.maxConnections = 10_000;
  return server;
}

function isIssuerPath(path: string): boolean {
  return path.startsWith("/oauth/") || path.startsWith("/.well-known/");
}

function getOnly(handler: Handler): Handler {
  return (request, response) => {
    if (request.method === "GET" || request.method === "HEAD") return handler(request, response);
    response.setHeader("allow", "GET, HEAD");
    sendStatus(response, 405);
  };
}

function notFound(_request: IncomingMessage, response: ServerResponse): void {
  sendStatus(response, 404);
}

function failed(response: ServerResponse): void {
  if (response.headersSent) response.destroy();
  else sendError(response, 500, [new HubError("INTERNAL_SERVER_ERROR")]);
}

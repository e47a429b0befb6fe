import type { ServerResponse } from "node:http";
import type { HubError } from "@tongshu/kit";

/** Nothing of an answer may be kept, framed, guessed at or sent on; there is no page to load anything. */
const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "strict-transport-security": "max-age=31536000",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

export const JSON_TYPE = "application/json; charset=utf-8";

export function setSecurityHeaders(response: ServerResponse): void {
  for (const name in SECURITY_HEADERS) response.setHeader(name, SECURITY_HEADERS[name] ?? "");
}

/** Sends one whole body. */
export function send(response: ServerResponse, status: number, contentType: string, body: string): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { "content-type": contentType, "content-length": bytes.length });
  response.end(bytes);
}

export function sendStatus(response: ServerResponse, status: number): void {
  response.writeHead(status, { "content-length": 0 });
  response.end();
}

/** A GraphQL error for a request that never became an operation. */
export function sendError(response: ServerResponse, status: number, errors: readonly HubError[]): void {
  const body = errors.map(({ message, path, extensions }) => ({ message, ...(path ? { path } : {}), extensions }));
  send(response, status, JSON_TYPE, JSON.stringify({ errors: body }));
}

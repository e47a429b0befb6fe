import type { ServerResponse } from "node:http";
import { HubError } from "@tongshu/kit";
import { ERRORS } from "@tongshu/schema";
import type { Logger } from "pino";
import { HttpError } from "./http-error.ts";
import { sendError, sendStatus } from "./respond.ts";

/** Answers a request that failed as a whole, and names the outcome for metrics and log. */
export function refuse(response: ServerResponse, requestId: string, error: unknown, log: Logger): string {
  if (response.headersSent || response.destroyed) return "ABANDONED";
  if (error instanceof HttpError) {
    for (const name in error.headers) response.setHeader(name, error.headers[name] ?? "");
    sendStatus(response, error.status);
    return `HTTP_${error.status}`;
  }
  const hub = error instanceof HubError ? error : new HubError("INTERNAL_SERVER_ERROR");
  if (hub !== error) log.error({ requestId, err: error }, "request failed");
  const retryAfterSeconds = hub.extensions["retryAfterSeconds"];
  if (typeof retryAfterSeconds === "number") response.setHeader("retry-after", retryAfterSeconds);
  if (hub.code === "UNAUTHENTICATED") response.setHeader("www-authenticate", "Bearer");
  sendError(response, ERRORS[hub.code].httpStatus, [hub]);
  return hub.code;
}

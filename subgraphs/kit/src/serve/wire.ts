import { z } from "zod";
import type { CallLabel } from "./capability-token.ts";

/** What the gateway sends to a register served over HTTP; the token travels in `authorization`. */
export const questionShape = z.object({
  query: z.string().min(1).max(200_000),
  hash: z.string().max(100),
  variables: z.record(z.string(), z.unknown()),
  requestId: z.string().regex(/^[\w.:-]{1,100}$/),
  caseNo: z.string().max(200).optional(),
});

export interface Question extends CallLabel {
  readonly query: string;
  readonly hash: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export const GRAPHQL_PATH = "/graphql";
export const HOLDINGS_PATH = "/holdings";
export const READY_PATH = "/readyz";
export const HEALTH_PATH = "/healthz";
/** Room for the representations of the largest fetch. */
export const MAX_BODY_BYTES = 4 * 1_024 * 1_024;
/** A capability names each field of a register with its level, and up to a thousand values that narrow each type's rows. */
export const MAX_HEADER_BYTES = 256 * 1_024;
/** The server keeps an idle connection longer than the client, so that none is closed while a question is on its way. */
export const CLIENT_IDLE_MS = 30_000;
export const SERVER_IDLE_MS = 60_000;

import type { Subject } from "@tongshu/kit";
import type { Coordinate, ErrorCode } from "@tongshu/schema";
import type { Verdict } from "./audit/audit-record.ts";
import type { Caller } from "./identity/caller.ts";
import type { PolicySnapshot } from "./policy/snapshot.ts";

/** One request on its way through the gateway. Made at the door; never shared with another request. */
export interface RequestScope {
  readonly requestId: string;
  readonly caller: Caller;
  /** The one policy version this request uses from start to end. */
  readonly snapshot: PolicySnapshot;
  readonly purposeCode: string | null;
  readonly caseNo: string | null;
  /** Any denial fails the whole request before a register is called. */
  readonly isStrict: boolean;
  readonly startedAtMs: number;
  /** Aborts at the deadline, and when the caller goes away. */
  readonly signal: AbortSignal;
  readonly account: RequestAccount;
}

/** What the audit record will say this request read; filled on the way. */
export interface RequestAccount {
  operationHash: string;
  operationName: string | null;
  subjects: readonly Subject[];
  verdicts: Readonly<Record<Coordinate, Verdict>>;
  rowCounts: Readonly<Record<string, number>>;
  /** OK once data was answered, if only in part; else the code of the error that ended the request. */
  outcome: "OK" | ErrorCode;
  /** When the caller may try again, where the outcome says so. */
  retryAfterSeconds: number | null;
}

export function emptyAccount(): RequestAccount {
  return {
    operationHash: "",
    operationName: null,
    subjects: [],
    verdicts: {},
    rowCounts: {},
    outcome: "INTERNAL_SERVER_ERROR",
    retryAfterSeconds: null,
  };
}

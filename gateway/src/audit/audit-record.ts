import type { Subject } from "@tongshu/kit";
import type { Coordinate, ErrorCode } from "@tongshu/schema";

export type Verdict = "FULL" | "MASKED" | "VERIFIED" | "DENIED" | "OUT_OF_SCOPE" | "SOURCE_DOWN" | "STALE";

/** What is written before an answer leaves. Field names and verdicts, never a value. */
export interface AuditRecord {
  readonly requestId: string;
  readonly at: string;
  readonly clientId: string;
  readonly department: string;
  readonly region: string;
  readonly officerId: string | null;
  readonly citizenId: string | null;
  readonly purpose: string | null;
  readonly caseNo: string | null;
  /** SHA-256 of the operation as the caller sent it. */
  readonly operationHash: string;
  readonly operationName: string | null;
  /** Content hash of the policy version that decided. */
  readonly policyVersion: string;
  readonly subjects: readonly Subject[];
  readonly verdicts: Readonly<Record<Coordinate, Verdict>>;
  readonly rowCounts: Readonly<Record<string, number>>;
  readonly durationMs: number;
  /** OK, or the code of the error that ended the request. */
  readonly outcome: "OK" | ErrorCode;
}

/** Durable when the promise resolves; rejects with AUDIT_UNAVAILABLE when the store cannot take it. */
export interface AuditWriter {
  write(record: AuditRecord): Promise<void>;
  close(): Promise<void>;
}

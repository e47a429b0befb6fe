import type { ErrorCode } from "@tongshu/schema";
import type { DocumentNode } from "graphql";
import type { Capability } from "./capability.ts";
import type { Holding } from "./holdings.ts";

/** One planned operation of one register; made once per plan, frozen, and kept. `hash` is the SHA-256 of `text`. */
export interface RegisterOperation {
  readonly text: string;
  readonly hash: string;
  readonly document: DocumentNode;
}

export interface RegisterCall {
  readonly operation: RegisterOperation;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly capability: Capability;
  readonly signal: AbortSignal;
}

export interface RegisterError {
  readonly code: ErrorCode;
  readonly path: readonly (string | number)[];
}

export type SubjectVerb = "READ" | "LISTED" | "VERIFIED";

/** A person or organisation whose data a call read. */
export interface Subject {
  readonly type: "Person" | "LegalEntity";
  readonly id: string;
  readonly verb: SubjectVerb;
}

/** The register's own account of what one call read; the audit record is made from it. */
export interface ReadReport {
  readonly subjects: readonly Subject[];
  /** Subjects beyond what one report can name; zero unless a call read far more than any limit allows. */
  readonly omittedSubjectCount: number;
  /** Rows handed out, by type name. */
  readonly rowCounts: Readonly<Record<string, number>>;
  /** Response paths of this call's own document, list indices left out and joined by ".", where some row lay outside the scope. */
  readonly outOfScopePaths: readonly string[];
}

export interface RegisterAnswer {
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly RegisterError[];
  readonly reads: ReadReport;
}

/** The seam between the gateway and a register: in process, over HTTP, or something faster later. */
export interface Register {
  readonly name: string;
  /** Never throws for what the caller did; a rejected promise means the register could not answer. */
  ask(call: RegisterCall): Promise<RegisterAnswer>;
  /** What it holds of each of its types. Rejects when the register cannot answer. */
  holdings?(): Promise<readonly Holding[]>;
  isReady(): Promise<boolean>;
  close(): Promise<void>;
}

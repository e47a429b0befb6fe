import type { BilingualText, Level } from "@tongshu/schema";

/** A registered purpose of processing. */
export interface Purpose {
  readonly code: string;
  readonly text: BilingualText;
  readonly legalBasis: string;
  readonly basisKind: "STATUTORY_DUTY" | "CONSENT" | "SELF_ACCESS";
  /** Department codes that may use it. */
  readonly departments: readonly string[];
  readonly isCaseRequired: boolean;
}

/** Which rows a grant covers: the caller's own region, listed prefixes, every row, or the signed-in citizen's own. */
export type GrantScope =
  | { readonly kind: "OWN" }
  | { readonly kind: "PREFIXES"; readonly prefixes: readonly string[] }
  | { readonly kind: "ALL" }
  | { readonly kind: "SELF" };

/** One department × one purpose × one entity type. At most one is active at any instant. */
export interface Grant {
  readonly grantNo: string;
  readonly department: string;
  readonly purpose: string;
  readonly type: string;
  /** Level by field name of the type; a field that is absent is NONE. */
  readonly fields: Readonly<Record<string, Level>>;
  /** Counts only, never a row. */
  readonly isAggregate: boolean;
  readonly scope: GrantScope;
  readonly isLookupOnly: boolean;
  readonly isCaseRequired: boolean;
  /** Reaches rows that are highly sensitive as a whole, such as those of children under 14. Off unless said. */
  readonly coversSensitiveRows?: boolean;
  /** Values by field of the type: of the rows in scope only those that hold one of them, in every field named. */
  readonly conditions?: Readonly<Record<string, readonly string[]>>;
  readonly maxPerDay: number | null;
  readonly maxBatch: number | null;
  readonly legalBasis: string;
  /** RFC 3339 instants; `validUntil` is exclusive and at most one year after `validFrom`. */
  readonly validFrom: string;
  readonly validUntil: string;
}

/** What a grant says, whoever holds it and for how long. */
export type GrantTerms = Omit<Grant, "grantNo" | "department" | "purpose" | "validFrom" | "validUntil">;

/** What a policy version holds; immutable, identified by the SHA-256 of its canonical JSON. */
export interface PolicyContent {
  readonly purposes: readonly Purpose[];
  readonly grants: readonly Grant[];
}

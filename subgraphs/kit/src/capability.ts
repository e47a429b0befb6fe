import type { Coordinate, Level } from "@tongshu/schema";

/** Which rows of a type lie in a grant's scope. A type without a scope has none: an empty list is never read as all. */
export type Scope = ScopeKind & {
  /** Rows that are highly sensitive as a whole are in scope too; otherwise only SELF reaches them. */
  readonly coversSensitiveRows?: boolean;
  /** Only rows whose field holds one of the values; every one of the conditions must hold, beside the kind of scope. */
  readonly conditions?: RowConditions;
};

/** Values by field name. A field that the register cannot test leaves no row. */
export type RowConditions = Readonly<Record<string, readonly string[]>>;

type ScopeKind =
  | { readonly kind: "ALL" }
  /** Rows whose region code starts with one of the prefixes (2, 4, 6, 9, 12 or 15 digits). */
  | { readonly kind: "PREFIXES"; readonly prefixes: readonly string[] }
  /** Rows about this one person. */
  | { readonly kind: "SELF"; readonly personId: string };

/** What one call may see of one register. An object in process, a signed token over HTTP. */
export interface Capability {
  readonly department: string;
  readonly region: string;
  readonly purpose: string;
  readonly caseNo?: string;
  readonly requestId: string;
  readonly policyVersion: string;
  readonly expiresAtMs: number;
  /** Content hash of `levels` and of the kind of each scope: two calls with the same hash may share compiled statements. */
  readonly viewHash: string;
  /** The granted level of each of this register's coordinates, for rows in scope. A coordinate that is absent is NONE. */
  readonly levels: Readonly<Record<Coordinate, Level>>;
  /** Scope by type name. A type that is absent has no row in scope. */
  readonly scopes: Readonly<Record<string, Scope>>;
}

import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Entity, RowView, Source } from "./entity.ts";
import type { Claim } from "./verification/claim.ts";
import type { ClaimedSubject, SubjectView } from "./verification/loader.ts";

/** Rows by a unique column: answers in the order of the keys, null where there is none. */
export interface OneRead {
  readonly kind: "ONE";
  readonly entity: Entity;
  readonly by: PgColumn;
}

/** Rows of each parent in a stable order, at most `first` a parent. */
export interface ManyRead {
  readonly kind: "MANY";
  readonly entity: Entity;
  readonly by: PgColumn;
  /** When `by` is a column of a table that links parents and rows: how that table and the entity's own belong together. */
  readonly through?: SQL;
  readonly orderBy: readonly OrderTerm[];
  readonly where?: SQL;
}

/** Every row of a small table. */
export interface ListRead {
  readonly kind: "LIST";
  readonly entity: Entity;
  readonly orderBy: readonly OrderTerm[];
  readonly where?: SQL;
  readonly cap: number;
}

/**
 * Whether any row has the key: a fact about the parent, which has a coordinate and a level of its own. No row of the
 * table is handed out, so its type's levels are not asked.
 */
export interface ExistsRead {
  readonly kind: "EXISTS";
  readonly by: PgColumn;
  readonly where?: SQL;
}

/** One page of a big table; the last term of `orderBy` must be unique, and every term readable by any caller. */
export interface PageRead {
  readonly kind: "PAGE";
  readonly entity: Entity;
  readonly orderBy: readonly PgColumn[];
  /** The order turned round as a whole. */
  readonly isDescending: boolean;
  /** Set when the first term begins with so many digits of the row's region, as a constraint of the table holds it. */
  readonly regionDigits?: number;
  readonly filters: Readonly<Record<string, Filter>>;
}

/** Compares what callers claim about rows, found by a unique number they bring; no value of a row is handed out. */
export interface VerifyRead {
  readonly kind: "VERIFY";
  readonly entity: Entity;
  readonly by: PgColumn;
  /** The input type whose fields are the claims, and the one of them that brings the number. */
  readonly input: string;
  readonly number: string;
  readonly claims: Readonly<Record<string, Claim>>;
}

/** A condition on one value the caller gave; used only when the value is there. */
export type Filter = (value: SQL) => SQL;
/** A source, or `desc(source)` of drizzle. */
export type OrderTerm = Source;
/** A read that hands out rows. */
export type Read = OneRead | ManyRead | ListRead | PageRead;
export type Reads = Readonly<Record<string, Read | ExistsRead | VerifyRead>>;

export interface PageRequest {
  readonly first: number;
  readonly after?: string | null;
  readonly filter?: Readonly<Record<string, unknown>> | null;
}

export interface Connection {
  readonly edges: readonly { readonly cursor: string; readonly node: RowView }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** The per-call reader a resolver finds under the read's own name in `context.loaders`. */
export type LoaderOf<R extends Reads[string]> = R extends OneRead
  ? {
      load(key: string): Promise<RowView | null>;
      loadMany(keys: readonly string[]): Promise<readonly (RowView | null)[]>;
    }
  : R extends ManyRead
    ? { load(key: string, first: number): Promise<readonly RowView[]> }
    : R extends ListRead
      ? { load(first?: number): Promise<readonly RowView[]> }
      : R extends ExistsRead
        ? { load(key: string): Promise<boolean> }
        : R extends VerifyRead
          ? { load(subjects: readonly ClaimedSubject[]): Promise<readonly SubjectView[]> }
          : { load(request: PageRequest): Promise<Connection> };

export type LoadersOf<R extends Reads> = { readonly [Name in keyof R]: LoaderOf<R[Name]> };

export function one(entity: Entity, by: PgColumn): OneRead {
  return { kind: "ONE", entity, by };
}

export function many(
  entity: Entity,
  by: PgColumn,
  order: { orderBy: readonly OrderTerm[]; where?: SQL; through?: SQL },
): ManyRead {
  return { kind: "MANY", entity, by, ...order };
}

export function exists(by: PgColumn, condition: { where?: SQL } = {}): ExistsRead {
  return { kind: "EXISTS", by, ...condition };
}

export function list(entity: Entity, order: { orderBy: readonly OrderTerm[]; where?: SQL; cap?: number }): ListRead {
  return { kind: "LIST", entity, cap: 200, ...order };
}

export function verify(
  entity: Entity,
  by: PgColumn,
  { input, number, claims }: { input: string; number: string; claims: readonly Claim[] },
): VerifyRead {
  const byField = Object.fromEntries(claims.map((claim) => [claim.field, claim]));
  return { kind: "VERIFY", entity, by, input, number, claims: byField };
}

export function page(
  entity: Entity,
  order: {
    orderBy: readonly PgColumn[];
    isDescending?: boolean;
    regionDigits?: number;
    filters?: Record<string, Filter>;
  },
): PageRead {
  return { kind: "PAGE", entity, isDescending: false, filters: {}, ...order };
}

/**
 * Codes that begin with the value, as a range of a C-ordered column's index: a statement that is planned once for all
 * values cannot use the index for LIKE. Every code is digits, and `:` comes right after `9`.
 */
export function startsWith(column: PgColumn): Filter {
  return (prefix) => sql`${column} >= ${prefix}::text collate "C" and ${column} < (${prefix}::text || ':') collate "C"`;
}

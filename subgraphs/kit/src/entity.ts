import { is, SQL } from "drizzle-orm";
import { PgColumn, type PgTable } from "drizzle-orm/pg-core";

/** A column or an expression over the entity's own table. */
export type Source = PgColumn | SQL;

export type MaskKind = "NAME" | "ID_NUMBER" | "PHONE" | "ADDRESS" | "DATE";

/** A field made from several sources, such as a provenance object; it is all visible or all absent. */
export interface DerivedField {
  readonly sources: Readonly<Record<string, Source>>;
  readonly from: (values: Readonly<Record<string, unknown>>) => unknown;
}

export interface SubjectSource {
  readonly type: "Person" | "LegalEntity";
  readonly column: Source;
  /** The row is about the subject only when one of these fields is read; always when absent. */
  readonly fields?: readonly string[];
}

/** What the kit must know to read one GraphQL type from one table. */
export interface EntityDefinition {
  readonly type: string;
  readonly table: PgTable;
  /** The federation key field, one of `fields`; a type that is only reached through a parent has none. */
  readonly key?: string;
  /** Where each governed field comes from. A relation names the column its resolver needs to go on. */
  readonly fields: Readonly<Record<string, Source | DerivedField>>;
  /** Region codes of the row; a prefix scope matches when any of them does. Without one, no prefix scope matches. */
  readonly scopeColumns?: readonly Source[];
  /** Fields that a grant may narrow its rows by, and the text each row holds there. */
  readonly conditions?: Readonly<Record<string, Source>>;
  /** The personId a SELF scope is compared with. Without one, no SELF scope matches. */
  readonly selfColumn?: Source;
  /** The same for a row that several people share; in place of `selfColumn`. */
  readonly selfMatches?: (personId: SQL) => SQL;
  /** Rows that are highly sensitive as a whole: in scope only where the grant says so, or for the person concerned. */
  readonly sensitiveRow?: SQL;
  /** Rows whose unconditional fields are the baseline; every row when absent. */
  readonly publicRow?: SQL;
  /** Of unconditional fields, those that are the baseline only on some public rows; on the others they need a grant. */
  readonly publicCells?: Readonly<Record<string, SQL>>;
  /** Whose data a row is, for the audit record. */
  readonly subjects?: readonly SubjectSource[];
  readonly masks?: Readonly<Record<string, MaskKind>>;
}

export type Entity = Readonly<EntityDefinition>;

/** A type another register owns and this one adds fields to: only its key is known here. */
export interface Reference {
  readonly type: string;
  readonly key: string;
}

/** One row as this caller may see it: denied cells absent, masked ones masked, the federation key always there. */
export type RowView = Readonly<Record<string, unknown>>;

export function defineEntity(definition: EntityDefinition): Entity {
  return Object.freeze(definition);
}

export function derived(sources: DerivedField["sources"], from: DerivedField["from"]): DerivedField {
  return { sources, from };
}

/** What a resolver returns for an object another register resolves. */
export function referenceTo(type: string, key: string, id: unknown): RowView | null {
  return id === null || id === undefined ? null : { __typename: type, [key]: id };
}

export function isDerived(source: Source | DerivedField): source is DerivedField {
  return !is(source, SQL) && !is(source, PgColumn);
}

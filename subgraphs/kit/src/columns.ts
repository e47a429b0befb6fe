import { getTableColumns } from "drizzle-orm";
import { customType, integer, type PgTable, text, timestamp } from "drizzle-orm/pg-core";
import { type DerivedField, derived, type EntityDefinition, referenceTo, type Source } from "./entity.ts";

/** A code or an identifier: ordered byte by byte on every server, so that a prefix is a range of its index. */
export const identifier = customType<{ data: string }>({ dataType: () => 'text collate "C"' });

export function instant(name: string) {
  return timestamp(name, { withTimezone: true, mode: "string" });
}

/** What each record of each register says about itself: where it came from and which version it is. */
export function recordColumns() {
  return {
    sourceDept: text("source_dept").notNull(),
    sourceCatalog: text("source_catalog").notNull(),
    sourceRowId: text("source_row_id").notNull(),
    batchNo: text("batch_no").notNull(),
    sourceUpdatedAt: instant("source_updated_at"),
    loadedAt: instant("loaded_at").notNull(),
    ruleVersion: text("rule_version").notNull(),
    confidence: text("confidence").notNull(),
    flags: text("flags").array().notNull().default([]),
    recordVersion: integer("record_version").notNull().default(1),
    recordValidFrom: instant("record_valid_from").notNull(),
    recordValidTo: instant("record_valid_to"),
    updatedAt: instant("updated_at").notNull(),
  };
}

type RecordTable = Readonly<Record<keyof ReturnType<typeof recordColumns>, Source>>;

/** The fields of a record's GraphQL type that the record columns answer. */
export function recordFields(table: RecordTable): EntityDefinition["fields"] {
  const { sourceDept, sourceCatalog, sourceRowId, batchNo, sourceUpdatedAt, loadedAt, ruleVersion, confidence, flags } =
    table;
  return {
    provenance: derived(
      { sourceDept, sourceCatalog, sourceRowId, batchNo, sourceUpdatedAt, loadedAt, ruleVersion, confidence, flags },
      (values) => ({ ...values, sourceDept: referenceTo("Department", "code", values.sourceDept) }),
    ),
    recordVersion: table.recordVersion,
    recordValidFrom: table.recordValidFrom,
    recordValidTo: table.recordValidTo,
    updatedAt: table.updatedAt,
  };
}

/** A field whose object another register resolves: the row only knows its key. */
export function reference(type: string, key: string, column: Source): DerivedField {
  return derived({ id: column }, ({ id }) => referenceTo(type, key, id));
}

/** SQL names of a table's columns as its COPY lists them. */
export function columnNames(table: PgTable): readonly string[] {
  return Object.values(getTableColumns(table)).map((column) => column.name);
}

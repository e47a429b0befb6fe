import { jsonb, pgTable, primaryKey } from "drizzle-orm/pg-core";
import { identifier, instant } from "../columns.ts";

/**
 * What a register has published of its counts: at most one edition of a set a month, never changed. Numbers that are kept
 * back are not in it.
 */
export function countEditionsTable() {
  return pgTable(
    "count_editions",
    {
      setName: identifier("set_name").notNull(),
      /** YYYY-MM, in Beijing. */
      edition: identifier("edition").notNull(),
      publishedAt: instant("published_at").notNull(),
      tables: jsonb("tables").$type<PublishedTables>().notNull(),
    },
    (table) => [primaryKey({ name: "count_editions_pkey", columns: [table.setName, table.edition] })],
  );
}

/** By table name. */
export type PublishedTables = Readonly<Record<string, PublishedTable>>;

export interface PublishedTable {
  readonly dimensions: readonly PublishedDimension[];
  /** One number for each combination of nodes, the first dimension running fastest; null where it is kept back. */
  readonly counts: readonly (number | null)[];
}

/** The nodes of one dimension, everything together first. */
export interface PublishedDimension {
  readonly name: string;
  readonly codes: readonly string[];
  readonly depths: readonly number[];
}

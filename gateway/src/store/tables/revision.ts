import { sql } from "drizzle-orm";
import { bigint, boolean, check, pgTable, primaryKey } from "drizzle-orm/pg-core";

/** One row: counts every change of what gateways hold in memory. Triggers of a migration raise it. */
export const hubRevision = pgTable(
  "hub_revision",
  {
    isTheOnlyRow: boolean("is_the_only_row").notNull().default(true),
    revision: bigint("revision", { mode: "number" }).notNull(),
  },
  (t) => [
    primaryKey({ name: "hub_revision_pkey", columns: [t.isTheOnlyRow] }),
    check("hub_revision_one_row", sql`${t.isTheOnlyRow}`),
  ],
);

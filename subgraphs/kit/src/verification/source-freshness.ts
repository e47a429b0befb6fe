import { integer, pgTable } from "drizzle-orm/pg-core";
import { identifier, instant } from "../columns.ts";

/** How a register judges the age of what each data set delivered; a data set without a row is judged by the present day. */
export const sourceFreshness = pgTable("source_freshness", {
  sourceCatalog: identifier("source_catalog").primaryKey(),
  /** The instant the source vouches for: age is counted up to it. Null for the present. */
  asOf: instant("as_of"),
  /** In place of what a claim allows by itself, where the data set comes more rarely than that. */
  maxAgeHours: integer("max_age_hours"),
});

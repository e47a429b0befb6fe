import { sql } from "drizzle-orm";
import { boolean, check, date, foreignKey, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** Years whose holidays were loaded, and from where. */
export const calendarYears = pgTable(
  "calendar_years",
  {
    year: integer("year").notNull(),
    /** The notice of the State Council that arranges the year's holidays. */
    source: text("source").notNull(),
    /** False for what came with the demonstration and still has to be loaded from the notice. */
    isOfficial: boolean("is_official").notNull(),
    loadedAt: instant("loaded_at").notNull(),
    loadedBy: text("loaded_by").notNull(),
  },
  (t) => [
    primaryKey({ name: "calendar_years_pkey", columns: [t.year] }),
    check("calendar_years_year_plausible", sql`${t.year} BETWEEN 2016 AND 2100`),
  ],
);

/** Days that are not what their weekday says: holidays on weekdays, working days on weekends. */
export const calendarDays = pgTable(
  "calendar_days",
  {
    day: date("day", { mode: "string" }).notNull(),
    year: integer("year").notNull(),
    isWorking: boolean("is_working").notNull(),
    name: text("name").notNull(),
  },
  (t) => [
    primaryKey({ name: "calendar_days_pkey", columns: [t.day] }),
    foreignKey({ name: "calendar_days_year_fkey", columns: [t.year], foreignColumns: [calendarYears.year] }),
    check("calendar_days_of_its_year", sql`extract(year FROM ${t.day}) = ${t.year}`),
  ],
);

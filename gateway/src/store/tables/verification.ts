import { sql } from "drizzle-orm";
import { check, date, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/**
 * Values that one department claimed of one subject's field and that were not confirmed. Subject and value are HMAC-SHA-256
 * under a key of the hub, so that a copy of this table tells nothing of either.
 */
export const verificationGuesses = pgTable(
  "verification_guesses",
  {
    department: text("department").notNull(),
    subject: text("subject").notNull(),
    field: text("field").notNull(),
    /** When each value was claimed, in milliseconds since 1970, by the value's HMAC. */
    guesses: jsonb("guesses").$type<Readonly<Record<string, number>>>().notNull(),
    lastAt: instant("last_at").notNull(),
  },
  (t) => [
    primaryKey({ name: "verification_guesses_pkey", columns: [t.department, t.subject, t.field] }),
    index("verification_guesses_last_at_idx").on(t.lastAt),
    check("verification_guesses_named", sql`jsonb_typeof(${t.guesses}) = 'object'`),
  ],
);

/** A department that used up its guesses about one field of one subject: one row a day. */
export const guessAlerts = pgTable(
  "guess_alerts",
  {
    department: text("department").notNull(),
    subject: text("subject").notNull(),
    field: text("field").notNull(),
    /** Day in Gansu. */
    alertDate: date("alert_date").notNull(),
    /** Whose request was the first of the day to reach the limit. */
    clientId: text("client_id").notNull(),
    officerId: text("officer_id"),
    purpose: text("purpose").notNull(),
    firstAt: instant("first_at").notNull(),
    lastAt: instant("last_at").notNull(),
    /** Claims that were answered GUESS_LIMITED. */
    refusedCount: integer("refused_count").notNull(),
  },
  (t) => [
    primaryKey({ name: "guess_alerts_pkey", columns: [t.department, t.subject, t.field, t.alertDate] }),
    index("guess_alerts_last_at_idx").on(t.lastAt),
  ],
);

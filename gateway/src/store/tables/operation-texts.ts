import { sql } from "drizzle-orm";
import { check, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** The texts behind the hashes of the audit. Append-only; a text holds no value, for numbers travel in variables. */
export const operationTexts = pgTable(
  "operation_texts",
  {
    operationHash: text("operation_hash").notNull(),
    text: text("text").notNull(),
    firstSeenAt: instant("first_seen_at").notNull(),
  },
  (t) => [
    primaryKey({ name: "operation_texts_pkey", columns: [t.operationHash] }),
    check(
      "operation_texts_hash_of_text",
      sql`${t.operationHash} = encode(sha256(convert_to(${t.text}, 'UTF8')), 'hex')`,
    ),
    // Whoever pastes a number into an operation does not leave it here for ever.
    check("operation_texts_no_number", sql`${t.text} !~ '[0-9]{15}'`),
    check("operation_texts_length", sql`length(${t.text}) <= 20000`),
  ],
);

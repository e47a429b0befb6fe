import { getTableName } from "drizzle-orm";
import type { Sql } from "postgres";
import { verificationGuesses } from "./tables/verification.ts";

const TABLE = getTableName(verificationGuesses);

/** What one department claims of one field of one subject: when each value was claimed, by the value's HMAC. */
export interface HeldGuesses {
  readonly subject: string;
  readonly field: string;
  readonly guesses: Readonly<Record<string, number>>;
}

/** Values to be taken back. */
export interface ReleasedGuesses {
  readonly subject: string;
  readonly field: string;
  readonly guesses: readonly string[];
}

export interface GuessAlert {
  readonly subject: string;
  readonly field: string;
  readonly refusedCount: number;
}

export interface AlertOrigin {
  readonly department: string;
  readonly clientId: string;
  readonly officerId: string | null;
  readonly purpose: string;
  readonly at: Date;
  /** Day in Gansu. */
  readonly alertDate: string;
}

/**
 * Adds guesses while there is room. Each row is locked as it is written and the rows in one order, so that of requests at
 * the same moment, on whatever gateway, none passes the limit and none waits for another in a circle.
 */
const RESERVE = `
  INSERT INTO ${TABLE} AS held (department, subject, field, guesses, last_at)
  SELECT $1, g.subject, g.field, g.guesses, to_timestamp($2::float8 / 1000)
  FROM jsonb_to_recordset($3::text::jsonb) AS g (subject text, field text, guesses jsonb)
  ORDER BY g.subject, g.field
  ON CONFLICT (department, subject, field) DO UPDATE SET last_at = excluded.last_at, guesses = (
    SELECT coalesce(jsonb_object_agg(kept.guess, kept.at), '{}') FROM (
      SELECT guess, at FROM (
        SELECT key AS guess, value::bigint AS at, 0 AS turn FROM jsonb_each_text(held.guesses) WHERE value::bigint > $4::bigint
        UNION ALL
        SELECT fresh.key, fresh.value::bigint, 1 FROM jsonb_each_text(excluded.guesses) AS fresh
        WHERE coalesce((held.guesses ->> fresh.key)::bigint, 0) <= $4::bigint
      ) AS offered ORDER BY turn, at LIMIT $5::int
    ) AS kept)
  RETURNING subject, field, guesses`;

/** The guesses that count against the department since `sinceMs`, with as many of the new ones as there was room for. */
export async function reserveGuesses(
  sql: Sql,
  department: string,
  guesses: readonly HeldGuesses[],
  { nowMs, sinceMs, most }: { readonly nowMs: number; readonly sinceMs: number; readonly most: number },
): Promise<readonly HeldGuesses[]> {
  return sql.unsafe<HeldGuesses[]>(RESERVE, [department, nowMs, JSON.stringify(guesses), sinceMs, most], {
    prepare: true,
  });
}

const GIVEN = "jsonb_to_recordset($2::text::jsonb) AS given (subject text, field text, guesses jsonb)";
const IS_GIVEN = "held.department = $1 AND held.subject = given.subject AND held.field = given.field";

/**
 * Takes back what turned out not to be a guess. Rows are locked in the order in which `reserveGuesses` locks them, and no row
 * is touched that was not there to be locked: it holds somebody else's guesses, and would be locked out of turn.
 */
export async function releaseGuesses(sql: Sql, department: string, guesses: readonly ReleasedGuesses[]): Promise<void> {
  await sql.begin(async (tx) => {
    const locked = await tx.unsafe(
      `SELECT held.subject, held.field, given.guesses FROM ${TABLE} AS held JOIN ${GIVEN} ON ${IS_GIVEN}
       ORDER BY held.subject, held.field FOR UPDATE OF held`,
      [department, JSON.stringify(guesses)],
    );
    const parameters = [department, JSON.stringify(locked)];
    await tx.unsafe(
      `UPDATE ${TABLE} AS held
       SET guesses = held.guesses - ARRAY(SELECT jsonb_array_elements_text(given.guesses)) FROM ${GIVEN} WHERE ${IS_GIVEN}`,
      parameters,
    );
    await tx.unsafe(
      `DELETE FROM ${TABLE} AS held USING ${GIVEN} WHERE ${IS_GIVEN} AND held.guesses = '{}'`,
      parameters,
    );
  });
}

export async function raiseGuessAlerts(sql: Sql, origin: AlertOrigin, alerts: readonly GuessAlert[]): Promise<void> {
  const { department, clientId, officerId, purpose, at, alertDate } = origin;
  await sql`
    INSERT INTO guess_alerts AS raised (department, subject, field, alert_date, client_id, officer_id, purpose,
      first_at, last_at, refused_count)
    SELECT ${department}, a.subject, a.field, ${alertDate}::date, ${clientId}, ${officerId}, ${purpose},
      ${at.toISOString()}::timestamptz, ${at.toISOString()}::timestamptz, a."refusedCount"
    FROM jsonb_to_recordset(${JSON.stringify(alerts)}::text::jsonb) AS a (subject text, field text, "refusedCount" int)
    ORDER BY a.subject, a.field
    ON CONFLICT (department, subject, field, alert_date) DO UPDATE
    SET last_at = excluded.last_at, refused_count = raised.refused_count + excluded.refused_count`;
}

/** Removes some of the rows that count no longer; those that somebody is writing are left for the next time. */
export async function dropExpiredGuesses(sql: Sql, sinceMs: number): Promise<void> {
  await sql`
    DELETE FROM ${sql(TABLE)} WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM ${sql(TABLE)} WHERE last_at < to_timestamp(${sinceMs}::float8 / 1000)
      LIMIT 1000 FOR UPDATE SKIP LOCKED))`;
}

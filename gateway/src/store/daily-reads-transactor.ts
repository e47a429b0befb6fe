import { getTableName } from "drizzle-orm";
import type { Sql } from "postgres";
import { dailyReads } from "./tables/budgets.ts";

/** The count of one department, purpose and type on one day of Gansu. */
export interface DailyCount {
  readonly department: string;
  readonly purpose: string;
  readonly type: string;
  /** YYYY-MM-DD */
  readonly day: string;
}

const TABLE = getTableName(dailyReads);

/** Takes all of `$5` or nothing. `$7` stays untouched, for those who need little. */
const TAKE = `
  INSERT INTO ${TABLE} AS d (department, purpose, type, day, taken)
  SELECT $1, $2, $3, $4::text::date, $5::int WHERE $5::int + $7::int <= $6::int
  ON CONFLICT (department, purpose, type, day) DO UPDATE SET taken = d.taken + excluded.taken
  WHERE d.taken + excluded.taken + $7::int <= $6::int
  RETURNING taken`;

const GIVE_BACK = `
  UPDATE ${TABLE} SET taken = greatest(0, taken - $5::int)
  WHERE department = $1 AND purpose = $2 AND type = $3 AND day = $4::text::date`;

/** Whether `amount` fits below `most` with `spare` to spare, and so was taken. Exact however many gateways take at once. */
export async function takeDailyReads(
  sql: Sql,
  { department, purpose, type, day }: DailyCount,
  { amount, most, spare }: { readonly amount: number; readonly most: number; readonly spare: number },
): Promise<boolean> {
  const rows = await sql.unsafe(TAKE, [department, purpose, type, day, amount, most, spare], { prepare: true });
  return rows.length > 0;
}

export async function giveBackDailyReads(
  sql: Sql,
  { department, purpose, type, day }: DailyCount,
  amount: number,
): Promise<void> {
  await sql.unsafe(GIVE_BACK, [department, purpose, type, day, amount], { prepare: true });
}

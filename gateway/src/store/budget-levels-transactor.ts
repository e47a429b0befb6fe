import { getTableName } from "drizzle-orm";
import type { Sql } from "postgres";
import { budgetLevels, type HolderKind } from "./tables/budgets.ts";

export interface LeaseRequest {
  readonly holderKind: HolderKind;
  readonly holder: string;
  /** Given whole or not at all. */
  readonly need: number;
  /** Points it would use up soon. */
  readonly want: number;
  readonly pointsPerSecond: number;
  readonly burstPoints: number;
  readonly nowMs: number;
}

/** Points handed over, and what is left for everybody. */
export interface Lease {
  readonly taken: number;
  readonly left: number;
}

const TABLE = getTableName(budgetLevels);
/** Gateways' clocks may differ by so much; a level from further ahead was written by a clock that has been set back since. */
const MOST_SKEW_SECONDS = 60;

/**
 * Fills the level up to now and takes from it, under a lock on its row. Beyond what is needed no more than makes a quarter
 * of what is there, so that near the end each gateway gets what it needs and hoards nothing.
 */
const LEASE = `
  WITH filled AS (
    SELECT holder_kind, holder,
      least($6::float8, points + $5::float8 * greatest(0, extract(epoch FROM asked_at - filled_at))) AS full_points,
      CASE WHEN filled_at > asked_at + interval '${MOST_SKEW_SECONDS} s' THEN asked_at ELSE greatest(filled_at, asked_at) END AS at
    FROM ${TABLE}, (SELECT to_timestamp($7::float8 / 1000) AS asked_at) AS clock
    WHERE holder_kind = $1 AND holder = $2
    FOR UPDATE OF ${TABLE}
  ), lease AS (
    SELECT *, CASE WHEN full_points < $3::float8 THEN 0
      ELSE greatest($3::float8, least($4::float8, full_points / 4)) END AS taken FROM filled
  )
  UPDATE ${TABLE} AS l SET points = lease.full_points - lease.taken, filled_at = lease.at
  FROM lease WHERE l.holder_kind = lease.holder_kind AND l.holder = lease.holder
  RETURNING lease.taken, l.points AS left`;

/** A budget that nobody has used is full. */
const OPEN = `
  INSERT INTO ${TABLE} (holder_kind, holder, points, filled_at)
  VALUES ($1, $2, $3::float8, to_timestamp($4::float8 / 1000)) ON CONFLICT DO NOTHING`;

/** Takes points for one holder: none when there are fewer than it needs. */
export async function leasePoints(sql: Sql, request: LeaseRequest): Promise<Lease> {
  const { holderKind, holder, need, want, pointsPerSecond, burstPoints, nowMs } = request;
  const lease = () =>
    sql.unsafe<Lease[]>(LEASE, [holderKind, holder, need, want, pointsPerSecond, burstPoints, nowMs], {
      prepare: true,
    });
  const [known] = await lease();
  if (known) return known;
  await sql.unsafe(OPEN, [holderKind, holder, burstPoints, nowMs], { prepare: true });
  const [opened] = await lease();
  if (!opened) throw new Error("a budget level vanished while it was leased");
  return opened;
}

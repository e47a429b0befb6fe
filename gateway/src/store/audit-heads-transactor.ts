import { and, asc, desc, eq, gt, sql } from "drizzle-orm";
import type { HubDb } from "./database.ts";
import { auditHeads, auditRecords } from "./tables/audit.ts";

/** The records of one run that no head covers yet, from the first of them on. */
export interface OpenSegment {
  readonly instanceId: string;
  readonly firstSequence: number;
  readonly hashes: readonly string[];
}

export interface LastHead {
  readonly headNo: number;
  readonly headHash: string;
}

export type NewHead = typeof auditHeads.$inferInsert;

/** Any number that no other lock of the hub uses. */
const HEADS_LOCK = 7_203_015_522;

/**
 * Runs `work` unless another gateway closes a head at this moment: heads are one chain. Answers null then, and does not
 * wait: a gateway that hangs while it closes must not hold up the rest.
 */
export function closingHeads<T>(db: HubDb, work: (tx: HubDb) => Promise<T>): Promise<T | null> {
  return db.transaction(async (tx) => {
    const [row] = await tx.execute<{ isMine: boolean }>(
      sql`SELECT pg_try_advisory_xact_lock(${HEADS_LOCK}) AS "isMine"`,
    );
    return row?.isMine ? work(tx) : null;
  });
}

export async function findLastHead(tx: HubDb): Promise<LastHead | null> {
  const [head] = await tx
    .select({ headNo: auditHeads.headNo, headHash: auditHeads.headHash })
    .from(auditHeads)
    .orderBy(desc(auditHeads.headNo))
    .limit(1);
  return head ?? null;
}

/**
 * What of one run is still open. Stops at a gap: a head never covers a record that is not there.
 */
export async function findOpenSegment(tx: HubDb, instanceId: string, max: number): Promise<OpenSegment | null> {
  const [closed] = await tx
    .select({ lastSequence: auditHeads.lastSequence })
    .from(auditHeads)
    .where(eq(auditHeads.instanceId, instanceId))
    .orderBy(desc(auditHeads.firstSequence))
    .limit(1);
  const firstSequence = (closed?.lastSequence ?? 0) + 1;
  const rows = await tx
    .select({ sequence: auditRecords.sequence, hash: auditRecords.hash })
    .from(auditRecords)
    .where(and(eq(auditRecords.instanceId, instanceId), gt(auditRecords.sequence, firstSequence - 1)))
    .orderBy(asc(auditRecords.sequence))
    .limit(max);
  const gap = rows.findIndex(({ sequence, hash }, index) => sequence !== firstSequence + index || hash === "");
  const whole = gap === -1 ? rows : rows.slice(0, gap);
  return whole.length === 0 ? null : { instanceId, firstSequence, hashes: whole.map(({ hash }) => hash) };
}

/** Every run, by jumping from one to the next in the index: runs are few and records many. */
export async function listRuns(tx: HubDb): Promise<string[]> {
  const rows = await tx.execute<{ instance_id: string }>(sql`
    WITH RECURSIVE runs AS (
      (SELECT instance_id FROM audit_records ORDER BY instance_id LIMIT 1)
      UNION ALL
      SELECT (SELECT r.instance_id FROM audit_records r WHERE r.instance_id > runs.instance_id ORDER BY r.instance_id LIMIT 1)
      FROM runs WHERE runs.instance_id IS NOT NULL
    )
    SELECT instance_id FROM runs WHERE instance_id IS NOT NULL`);
  return rows.map(({ instance_id }) => instance_id);
}

export async function addHead(tx: HubDb, head: NewHead): Promise<void> {
  await tx.insert(auditHeads).values(head);
}

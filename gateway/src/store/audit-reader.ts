import { and, asc, eq, gt, type SQL } from "drizzle-orm";
import type { Verdict } from "../audit/audit-record.ts";
import type { ChainedHead, ChainedRecord, ChainSource } from "../audit/chain-source.ts";
import { listRuns } from "./audit-heads-transactor.ts";
import type { HubDb } from "./database.ts";
import { auditHeads, auditRecords } from "./tables/audit.ts";

const HEADS_AT_ONCE = 100;

/** The record as the hub database holds it; needs a role that may read it. */
export function storedChain(db: HubDb): ChainSource {
  return {
    heads: () => headsOf(db),
    listRuns: () => listRuns(db),
    recordsAfter: (instanceId, sequence, max) =>
      listRecords(db, and(eq(auditRecords.instanceId, instanceId), gt(auditRecords.sequence, sequence)), max),
  };
}

async function listRecords(db: HubDb, where: SQL | undefined, max: number): Promise<ChainedRecord[]> {
  const rows = await db
    .select()
    .from(auditRecords)
    .where(where)
    .orderBy(asc(auditRecords.instanceId), asc(auditRecords.sequence))
    .limit(max);
  return rows.map(toChainedRecord);
}

export function toChainedRecord(row: typeof auditRecords.$inferSelect): ChainedRecord {
  return {
    ...row,
    at: row.at.toISOString(),
    subjects: row.subjects as ChainedRecord["subjects"],
    verdicts: row.verdicts as Readonly<Record<string, Verdict>>,
    rowCounts: row.rowCounts as Readonly<Record<string, number>>,
    outcome: row.outcome as ChainedRecord["outcome"],
  };
}

/** Heads in order, a few at a time: each holds up to 32 kB of hashes. */
async function* headsOf(db: HubDb): AsyncIterable<ChainedHead> {
  let after = 0;
  for (;;) {
    const heads = await db
      .select()
      .from(auditHeads)
      .where(gt(auditHeads.headNo, after))
      .orderBy(asc(auditHeads.headNo))
      .limit(HEADS_AT_ONCE);
    yield* heads;
    const last = heads.at(-1);
    if (!last) return;
    after = last.headNo;
  }
}

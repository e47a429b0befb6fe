import { and, asc, eq, gte, inArray, lt, sql } from "drizzle-orm";
import type { ExportContent } from "../audit/export-file.ts";
import { toChainedRecord } from "./audit-reader.ts";
import type { HubDb } from "./database.ts";
import { auditHeads, auditRecords } from "./tables/audit.ts";

export interface ExportSpan {
  readonly from: Date;
  /** Exclusive. */
  readonly until: Date;
  /** Absent: of every department. */
  readonly department?: string | undefined;
}

/** Records of a span of time with the heads over them; one more than `max` tells that there are more. */
export async function readExport(
  tx: HubDb,
  { from, until, department }: ExportSpan,
  max: number,
): Promise<ExportContent> {
  const rows = await tx
    .select()
    .from(auditRecords)
    .where(
      and(
        gte(auditRecords.at, from),
        lt(auditRecords.at, until),
        department === undefined ? undefined : eq(auditRecords.department, department),
      ),
    )
    .orderBy(asc(auditRecords.instanceId), asc(auditRecords.sequence))
    .limit(max + 1);
  if (rows.length === 0 || rows.length > max) return { records: rows.map(withoutPrevious), heads: [] };
  const runs = [...new Set(rows.map(({ instanceId }) => instanceId))];
  const previous = await hashesBefore(tx, rows);
  return {
    records: rows.map((row) => ({
      ...toChainedRecord(row),
      previousHash: previous.get(`${row.instanceId} ${row.sequence}`) ?? null,
    })),
    heads: await tx
      .select()
      .from(auditHeads)
      .where(
        and(
          inArray(auditHeads.instanceId, runs),
          sql`EXISTS (SELECT FROM jsonb_to_recordset(${placesOf(rows)}::text::jsonb) AS p (run uuid, at bigint)
            WHERE p.run = ${auditHeads.instanceId} AND p.at BETWEEN ${auditHeads.firstSequence} AND ${auditHeads.lastSequence})`,
        ),
      )
      .orderBy(asc(auditHeads.headNo)),
  };
}

type Row = typeof auditRecords.$inferSelect;

const withoutPrevious = (row: Row) => ({ ...toChainedRecord(row), previousHash: null });

/** As one parameter: a list of pairs has no other form that a statement takes. */
function placesOf(rows: readonly Row[]): string {
  return JSON.stringify(rows.map(({ instanceId, sequence }) => ({ run: instanceId, at: sequence })));
}

async function hashesBefore(tx: HubDb, rows: readonly Row[]): Promise<ReadonlyMap<string, string>> {
  const before = await tx
    .select({ instanceId: auditRecords.instanceId, sequence: auditRecords.sequence, hash: auditRecords.hash })
    .from(auditRecords)
    .innerJoin(
      sql`jsonb_to_recordset(${placesOf(rows)}::text::jsonb) AS p (run uuid, at bigint)`,
      sql`p.run = ${auditRecords.instanceId} AND p.at = ${auditRecords.sequence} + 1`,
    );
  return new Map(before.map(({ instanceId, sequence, hash }) => [`${instanceId} ${sequence + 1}`, hash]));
}

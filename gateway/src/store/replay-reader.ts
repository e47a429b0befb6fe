import { HubError } from "@tongshu/kit";
import type { Coordinate } from "@tongshu/schema";
import { and, count, desc, eq, gte, isNotNull, sql } from "drizzle-orm";
import type { Verdict } from "../audit/audit-record.ts";
import type { HubDb } from "./database.ts";
import { auditRecords } from "./tables/audit.ts";
import { operationTexts } from "./tables/operation-texts.ts";

export type RecordRow = typeof auditRecords.$inferSelect;

/** A run and a number in it, as `instance:sequence`. */
const RECORD_ID = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):([1-9]\d{0,14})$/;

/** Throws BAD_USER_INPUT or NOT_FOUND. */
export async function getRecord(db: HubDb, recordId: string): Promise<RecordRow> {
  const [, instanceId, sequence] = RECORD_ID.exec(recordId) ?? [];
  if (!instanceId) throw new HubError("BAD_USER_INPUT", { field: "recordId", rule: "instance:sequence" });
  const isIt = and(eq(auditRecords.instanceId, instanceId), eq(auditRecords.sequence, Number(sequence)));
  const [row] = await db.select().from(auditRecords).where(isIt);
  if (!row) throw new HubError("NOT_FOUND", { field: "recordId" });
  return row;
}

/** Null for an operation whose text was not kept. */
export async function findOperationText(db: HubDb, operationHash: string): Promise<string | null> {
  const [row] = await db
    .select({ text: operationTexts.text })
    .from(operationTexts)
    .where(eq(operationTexts.operationHash, operationHash));
  return row?.text ?? null;
}

/** Requests that were decided alike: one operation of one department for one purpose, with the same verdicts. */
export interface RecordedCalls {
  readonly department: string;
  readonly purpose: string;
  readonly operationHash: string;
  readonly operationName: string | null;
  readonly verdicts: Readonly<Record<Coordinate, Verdict>>;
  readonly clientIds: readonly string[];
  readonly calls: number;
}

/** What was asked since, the most frequent first. */
export async function listRecordedCalls(db: HubDb, since: Date, limit: number): Promise<readonly RecordedCalls[]> {
  const { department, purpose, operationHash, operationName, verdicts } = auditRecords;
  const rows = await db
    .select({
      department,
      purpose,
      operationHash,
      operationName,
      verdicts,
      clientIds: sql<string[]>`jsonb_agg(DISTINCT ${auditRecords.clientId})`,
      calls: count(),
    })
    .from(auditRecords)
    .where(and(gte(auditRecords.at, since), isNotNull(purpose), sql`${verdicts} <> '{}'::jsonb`))
    .groupBy(department, purpose, operationHash, operationName, verdicts)
    .orderBy(desc(count()))
    .limit(limit);
  return rows.map((row) => ({
    ...row,
    purpose: row.purpose ?? "",
    verdicts: row.verdicts as RecordedCalls["verdicts"],
  }));
}

import type { AuditRecord } from "@tongshu/gateway";
import postgres from "postgres";

/** The records of one request as the hub database holds them. */
export async function readRecords(hubUrl: string, requestId: string): Promise<readonly AuditRecord[]> {
  const sql = postgres(hubUrl, { max: 1, transform: postgres.camel, onnotice: () => {} });
  try {
    return await sql<AuditRecord[]>`
      select * from audit_records where request_id = ${requestId} order by instance_id, sequence`;
  } finally {
    await sql.end();
  }
}

/** Of which requests the hub database holds a record. */
export async function recordedRequestIds(hubUrl: string): Promise<ReadonlySet<string>> {
  const sql = postgres(hubUrl, { max: 1, onnotice: () => {} });
  try {
    const rows = await sql<{ request_id: string }[]>`select request_id from audit_records`;
    return new Set(rows.map((row) => row.request_id));
  } finally {
    await sql.end();
  }
}

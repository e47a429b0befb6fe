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

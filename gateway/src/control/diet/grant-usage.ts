import type { Classification } from "@tongshu/schema";
import { and, eq, gte, sql } from "drizzle-orm";
import type { HubDb } from "../../store/database.ts";
import { auditRecords } from "../../store/tables/audit.ts";
import type { GrantRow } from "../grants/grant-row.ts";

/** What a grant gives against what was asked for under it. */
export interface GrantUsage {
  readonly grantNo: string;
  readonly granted: readonly string[];
  readonly unused: readonly string[];
}

/** Fields of the grant's type that its department was shown, or had compared, for its purpose since. */
export async function usageOf(
  tx: HubDb,
  { grantNo, department, purpose, type, fields }: GrantRow,
  since: Date,
  classification: Classification,
): Promise<GrantUsage> {
  const rows = await tx
    .selectDistinct({ coordinate: sql<string>`verdict.key` })
    .from(sql`${auditRecords}, jsonb_each_text(${auditRecords.verdicts}) AS verdict`)
    .where(
      and(
        eq(auditRecords.department, department),
        eq(auditRecords.purpose, purpose),
        gte(auditRecords.at, since),
        sql`verdict.key LIKE ${`${type}.%`} AND verdict.value IN ('FULL', 'MASKED', 'VERIFIED', 'STALE')`,
      ),
    );
  const used = new Set(rows.map(({ coordinate }) => coordinate));
  const silent = askedByArguments(classification);
  const granted = Object.keys(fields).sort();
  const unused = granted.filter((field) => !used.has(`${type}.${field}`) && !silent.has(`${type}.${field}`));
  return { grantNo, granted, unused };
}

/** Fields that somebody asks by: a lookup needs its number granted and never shows it, so that the record is silent. */
function askedByArguments({ inputs, fields }: Classification): ReadonlySet<string> {
  const asked = [...inputs.values()].flatMap(({ reads }) => reads);
  const keys = [...fields.values()].filter(({ isKey }) => isKey).map(({ coordinate }) => coordinate);
  return new Set([...asked, ...keys]);
}

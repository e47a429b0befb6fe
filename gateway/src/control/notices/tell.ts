import type { HubDb } from "../../store/database.ts";
import { notices } from "../../store/tables/notices.ts";

/** What a department is told of; each kind has its texts in the SDL. */
export const NOTICE_KINDS = [
  "REQUEST_SUBMITTED",
  "REQUEST_RETURNED",
  "REQUEST_ACCEPTED",
  "REQUEST_APPROVED",
  "REQUEST_REFUSED",
  "REQUEST_ACTIVE",
  "REQUEST_TOLD",
  "REPLY_OVERDUE",
  "DELIVERY_OVERDUE",
  "EXTENSION_ASKED",
  "EXTENSION_GIVEN",
  "DISPUTE_OPENED",
  "DISPUTE_RAISED",
  "DISPUTE_DECIDED",
  "GRANT_ENDS_IN_A_MONTH",
  "GRANT_ENDS_IN_A_WEEK",
  "GRANT_EXPIRED",
  "GRANT_REVOKED",
  "DEPARTMENT_SUCCEEDED",
  "BREAK_GLASS_ASKED",
  "BREAK_GLASS_OPENED",
  "BREAK_GLASS_CLOSED",
  "OPERATION_CHANGED",
  "EXAMPLE_RETIRED",
  "DIET_PROPOSED",
  "DIET_OBJECTED",
  "DIET_CARRIED_OUT",
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** One notice for each department, each once. `details` hold codes and numbers of records, never anybody's data. */
export async function tell(
  tx: HubDb,
  at: Date,
  departments: readonly string[],
  kind: NoticeKind,
  details: Readonly<Record<string, unknown>>,
): Promise<void> {
  const rows = [...new Set(departments)].map((department) => ({ department, kind, at, details }));
  if (rows.length > 0) await tx.insert(notices).values(rows);
}

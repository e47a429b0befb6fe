import { randomUUID } from "node:crypto";
import { HubError } from "@tongshu/kit";
import { writeExport } from "../../audit/export-file.ts";
import { readExport } from "../../store/audit-export-reader.ts";
import { act } from "../act.ts";
import { SHARING_AUTHORITY } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import type { ControlEvent } from "../events/record-event.ts";
import { requireReason } from "../require-text.ts";

export interface ExportRecordsInput {
  /** RFC 3339. */
  readonly from: string;
  readonly until: string;
  readonly reason: string;
}

export interface ExportPayload {
  readonly count: number;
  readonly watermark: string;
  readonly ndjson: string;
  readonly event: ControlEvent;
}

const MAX_RECORDS = 10_000;

/** The control plane's record keeps watermark, digest and count; the file itself is kept nowhere. Errors: LIMIT_EXCEEDED, ROLE_REQUIRED. */
export function exportRecords(context: ControlContext, input: ExportRecordsInput): Promise<ExportPayload> {
  const reason = requireReason(input.reason);
  const [from, until] = [new Date(input.from), new Date(input.until)];
  if (!(until > from)) throw new HubError("BAD_USER_INPUT", { field: "until", rule: "after from" });
  const { watermark } = context.services;
  return act(context, "exportRecords", ["auditor"], async ({ tx, actor, at, record }) => {
    const department = actor.department === SHARING_AUTHORITY ? undefined : actor.department;
    const content = await readExport(tx, { from, until, department }, MAX_RECORDS);
    if (content.records.length > MAX_RECORDS) {
      throw new HubError("LIMIT_EXCEEDED", { field: "until", rule: `at most ${MAX_RECORDS} records; a shorter span` });
    }
    const order = {
      exporter: actor.officerId ?? "",
      at: at.toISOString(),
      from: from.toISOString(),
      until: until.toISOString(),
      tag: randomUUID(),
    };
    const { header, text } = writeExport(content, order, watermark);
    const { count, digest, tag } = header;
    const after = { ...order, department: department ?? null, count, digest, tag };
    const event = await record({ targetKind: "AuditExport", targetId: header.watermark, before: null, after, reason });
    return { count, watermark: header.watermark, ndjson: text, event };
  });
}

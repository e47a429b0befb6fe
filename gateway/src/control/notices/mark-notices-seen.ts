import { HubError } from "@tongshu/kit";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { notices } from "../../store/tables/notices.ts";
import { act } from "../act.ts";
import type { ControlContext } from "../control-context.ts";
import type { ControlEvent } from "../events/record-event.ts";
import type { NoticeRow } from "./notices.ts";

export interface MarkNoticesSeenInput {
  readonly noticeNos: readonly number[];
}

export interface NoticesPayload {
  readonly notices: readonly NoticeRow[];
  readonly event: ControlEvent;
}

const MOST_NOTICES = 200;

/** Of the own department only; what somebody saw before stays as it was. Errors: ROLE_REQUIRED, BAD_USER_INPUT, NOT_FOUND. */
export function markNoticesSeen(context: ControlContext, input: MarkNoticesSeenInput): Promise<NoticesPayload> {
  const wanted = [...new Set(input.noticeNos)];
  if (wanted.length === 0 || wanted.length > MOST_NOTICES) {
    throw new HubError("BAD_USER_INPUT", { field: "noticeNos", rule: `1 to ${MOST_NOTICES}` });
  }
  return act(context, "markNoticesSeen", ["admin", "approver"], async ({ tx, actor, at, record }) => {
    const own = and(inArray(notices.noticeNo, wanted), eq(notices.department, actor.department));
    const found = await tx.select({ noticeNo: notices.noticeNo }).from(notices).where(own);
    if (found.length < wanted.length) throw new HubError("NOT_FOUND", { field: "noticeNos" });
    await tx
      .update(notices)
      .set({ seenAt: at, seenBy: actor.officerId ?? actor.clientId })
      .where(and(own, isNull(notices.seenAt)));
    const rows = await tx.select().from(notices).where(own).orderBy(notices.noticeNo);
    const event = await record({
      targetKind: "Notice",
      targetId: actor.department,
      before: null,
      after: { seen: wanted },
    });
    return { notices: rows, event };
  });
}

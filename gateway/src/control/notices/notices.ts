import { and, desc, eq, isNull, lt } from "drizzle-orm";
import { canonicalJson } from "../../store/canonical-json.ts";
import { notices } from "../../store/tables/notices.ts";
import { look } from "../act.ts";
import type { ControlContext } from "../control-context.ts";
import { type ControlModule, readSdl } from "../control-module.ts";
import { pageSize } from "../page-size.ts";
import { markNoticesSeen } from "./mark-notices-seen.ts";

export type NoticeRow = typeof notices.$inferSelect;

export const noticesModule: ControlModule = {
  sdl: readSdl("notices.graphql", import.meta.url),
  resolvers: {
    Query: { notices: (_source, args: NoticesArguments, context) => listNotices(args, context) },
    Mutation: { markNoticesSeen: (_source, { input }, context) => markNoticesSeen(context, input) },
    Notice: { details: ({ details }: NoticeRow) => canonicalJson(details) },
  },
};

interface NoticesArguments {
  readonly unseenOnly: boolean;
  readonly first: number;
  readonly before?: number | null;
}

/** A department reads what it was told, and nobody else's. */
function listNotices({ unseenOnly, first, before }: NoticesArguments, context: ControlContext) {
  return look(context, ["admin", "approver", "auditor"], ({ tx, actor }) =>
    tx
      .select()
      .from(notices)
      .where(
        and(
          eq(notices.department, actor.department),
          unseenOnly ? isNull(notices.seenAt) : undefined,
          before ? lt(notices.noticeNo, before) : undefined,
        ),
      )
      .orderBy(desc(notices.noticeNo))
      .limit(pageSize(first)),
  );
}

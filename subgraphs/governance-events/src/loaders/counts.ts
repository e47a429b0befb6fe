import {
  answerCounts,
  type CountPeriodArguments,
  levelDepth,
  onlyOne,
  periodDepth,
  type RegisterContext,
} from "@tongshu/kit";
import { governanceEventCounts } from "../store/counts.ts";

interface EventArguments extends CountPeriodArguments {
  readonly byCategory: boolean;
  readonly bySeverity: boolean;
  readonly byHandlingLevelAtClose: boolean;
}

/** Events by region of origin and period of the report, and by one more at a time. BAD_USER_INPUT for two. */
export function countGovernanceEvents(_root: unknown, args: EventArguments, context: RegisterContext) {
  const { level, region, period, byPeriod, byCategory, bySeverity, byHandlingLevelAtClose } = args;
  const table = onlyOne({ CATEGORY: byCategory, SEVERITY: bySeverity, LEVEL: byHandlingLevelAtClose }) ?? "CATEGORY";
  const depths = {
    region: levelDepth(level),
    period: periodDepth(byPeriod, period),
    category: Number(byCategory),
    severity: Number(bySeverity),
    handlingLevelAtClose: Number(byHandlingLevelAtClose),
  };
  return answerCounts(
    governanceEventCounts,
    { field: "governanceEventCounts", table, depths, region, period },
    context,
  );
}

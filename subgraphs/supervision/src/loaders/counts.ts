import { answerCounts, type CountPeriodArguments, levelDepth, periodDepth, type RegisterContext } from "@tongshu/kit";
import { inspectionCounts, penaltyCounts } from "../store/counts.ts";

interface SupervisionArguments extends CountPeriodArguments {
  readonly byKind: boolean;
}

export function countInspections(_root: unknown, args: SupervisionArguments, context: RegisterContext) {
  return answerCounts(inspectionCounts, { field: "inspectionCounts", ...requestOf(args) }, context);
}

export function countPenalties(_root: unknown, args: SupervisionArguments, context: RegisterContext) {
  return answerCounts(penaltyCounts, { field: "penaltyCounts", ...requestOf(args) }, context);
}

function requestOf({ level, region, period, byPeriod, byKind }: SupervisionArguments) {
  const depths = { region: levelDepth(level), period: periodDepth(byPeriod, period), kind: Number(byKind) };
  return { table: "ALL", depths, region, period };
}

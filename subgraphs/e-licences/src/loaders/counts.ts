import { answerCounts, type CountArguments, levelDepth, onlyOne, type RegisterContext } from "@tongshu/kit";
import { licenceCounts } from "../store/counts.ts";

interface LicenceArguments extends CountArguments {
  readonly byTypeCode: boolean;
  readonly byEffectiveStatus: boolean;
}

/** Licences by region of issue, and by type or the status on the first day of the edition. BAD_USER_INPUT for both. */
export function countLicences(_root: unknown, args: LicenceArguments, context: RegisterContext) {
  const { level, region, byTypeCode, byEffectiveStatus } = args;
  const table = onlyOne({ TYPE: byTypeCode, STATUS: byEffectiveStatus }) ?? "TYPE";
  const depths = {
    region: levelDepth(level),
    typeCode: Number(byTypeCode),
    effectiveStatus: Number(byEffectiveStatus),
  };
  return answerCounts(licenceCounts, { field: "licenceCounts", table, depths, region }, context);
}

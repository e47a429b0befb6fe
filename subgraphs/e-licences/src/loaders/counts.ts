import { answerCounts, type CountArguments, levelDepth, type RegisterContext } from "@tongshu/kit";
import { licenceCounts } from "../store/counts.ts";

interface LicenceArguments extends CountArguments {
  readonly byTypeCode: boolean;
  readonly byEffectiveStatus: boolean;
}

/** Licences by region of issue, type and the status they have on the first day of the edition. */
export function countLicences(_root: unknown, args: LicenceArguments, context: RegisterContext) {
  const { level, region, byTypeCode, byEffectiveStatus } = args;
  const depths = {
    region: levelDepth(level),
    typeCode: Number(byTypeCode),
    effectiveStatus: Number(byEffectiveStatus),
  };
  return answerCounts(licenceCounts, { field: "licenceCounts", table: "ALL", depths, region }, context);
}

import { answerCounts, type CountArguments, levelDepth, onlyOne, type RegisterContext } from "@tongshu/kit";
import { legalEntityCounts } from "../store/counts.ts";

interface LegalEntityArguments extends CountArguments {
  readonly byEntityKind: boolean;
  readonly byStatus: boolean;
  readonly byIndustrySection: boolean;
  readonly byEstablishedDecade: boolean;
}

/** Organisations by region and kind, and by one more at a time. BAD_USER_INPUT for two. */
export function countLegalEntities(_root: unknown, args: LegalEntityArguments, context: RegisterContext) {
  const { level, region, byEntityKind, byStatus, byIndustrySection, byEstablishedDecade } = args;
  const table = onlyOne({ STATUS: byStatus, INDUSTRY: byIndustrySection, DECADE: byEstablishedDecade }) ?? "STATUS";
  const depths = {
    region: levelDepth(level),
    entityKind: Number(byEntityKind),
    status: Number(byStatus),
    industrySection: Number(byIndustrySection),
    establishedDecade: Number(byEstablishedDecade),
  };
  return answerCounts(legalEntityCounts, { field: "legalEntityCounts", table, depths, region }, context);
}

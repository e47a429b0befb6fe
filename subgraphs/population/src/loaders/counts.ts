import { answerCounts, type CountArguments, levelDepth, type RegisterContext } from "@tongshu/kit";
import { populationCounts } from "../store/counts.ts";

interface PopulationArguments extends CountArguments {
  readonly basis: "HUKOU" | "RESIDENCE";
  readonly bySex: boolean;
  readonly byAgeBand: boolean;
}

/** Living persons by the place they are registered or live at. */
export function countPopulation(_root: unknown, args: PopulationArguments, context: RegisterContext) {
  const { basis, level, region, bySex, byAgeBand } = args;
  const depths = { region: levelDepth(level), sex: Number(bySex), ageBand: Number(byAgeBand) };
  return answerCounts(populationCounts, { field: "populationCounts", table: basis, depths, region }, context);
}

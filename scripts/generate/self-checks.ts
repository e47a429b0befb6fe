import { checkCodes } from "./checks/codes.ts";
import { checkDistribution } from "./checks/distribution.ts";
import { checkReferences } from "./checks/references.ts";
import { checkRepresentatives } from "./checks/representatives.ts";
import { checkRollUp } from "./checks/roll-up.ts";
import type { Findings } from "./checks/rows-of.ts";
import { openProvince, type ProvinceOptions } from "./province.ts";

const CHECKS = [checkDistribution, checkRollUp, checkRepresentatives, checkReferences, checkCodes];

/** What is wrong with a generated province, one line a rule with how often it is broken; nothing when all rules hold. */
export function checkProvince(options: ProvinceOptions): string[] {
  const province = openProvince(options);
  const findings: Findings = new Map();
  for (const check of CHECKS) check(province, findings);
  return [...findings].map(([rule, count]) => `${rule} (${count})`);
}

import { HubError } from "@tongshu/kit";
import type { ExplainedField } from "../../explain/explained-field.ts";
import type { Explanation } from "../../explain/explainer.ts";
import { readVariables } from "../../explain/read-variables.ts";
import { isRegionInUse } from "../../identity/region.ts";
import { look } from "../act.ts";
import { demandDepartment } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import { type ControlModule, readSdl } from "../control-module.ts";
import { explainRecord } from "./explain-record.ts";

export const explainModule: ControlModule = {
  sdl: readSdl("explain.graphql", import.meta.url),
  resolvers: {
    Query: {
      explain: (_source, { input, at }, context) => explain(context, input, at),
      explainRecord: (_source, { recordId }, context) => explainRecord(context, recordId),
    },
    ExplainedField: {
      reasonZh: ({ reason }: ExplainedField) => reason.zh,
      reasonEn: ({ reason }: ExplainedField) => reason.en,
      nextStepZh: ({ nextStep }: ExplainedField) => nextStep?.zh,
      nextStepEn: ({ nextStep }: ExplainedField) => nextStep?.en,
    },
  },
};

export interface ExplainInput {
  readonly department: string;
  readonly region: string;
  readonly purpose: string;
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: string | null;
}

/** Errors: ROLE_REQUIRED, and what the data plane would refuse the operation with. */
function explain(
  context: ControlContext,
  { variables, ...input }: ExplainInput,
  at: string | null | undefined,
): Promise<Explanation> {
  const { archive, explainer, clock } = context.services;
  const values = readVariables(variables);
  if (!isRegionInUse(input.region)) throw new HubError("BAD_USER_INPUT", { field: "region", rule: "GB/T 2260" });
  return look(context, ["admin", "approver", "auditor"], async ({ tx, actor }) => {
    demandDepartment(actor, input.department);
    const question = { ...input, variables: values };
    if (!at) return explainer.explain(await archive.inForce(tx), question, clock.nowMs());
    const atMs = Date.parse(at);
    return explainer.explain(await archive.at(tx, new Date(atMs)), question, atMs);
  });
}

import { readVariables } from "../explain/read-variables.ts";
import type { OwnContext } from "./own-context.ts";

export interface ExplainArguments {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: string | null;
}

/** The text is compiled, which is what a new text costs at the door. */
const EXPLAIN_POINTS = 20;

/** What the caller's own operation would get for the purpose it states. Throws what the operation would be refused with. */
export async function explain(
  { query, operationName = null, variables }: ExplainArguments,
  { scope, view, explainer, charge }: OwnContext,
) {
  const values = readVariables(variables);
  await charge(EXPLAIN_POINTS);
  const { department, region } = scope.caller;
  const question = { department, region, purpose: view.purpose, query, operationName, variables: values };
  const { fields, ...explanation } = explainer.explain(scope.snapshot, question, scope.startedAtMs);
  return {
    ...explanation,
    fields: fields.map(({ reason, nextStep, ...field }) => ({
      ...field,
      reasonZh: reason.zh,
      reasonEn: reason.en,
      nextStepZh: nextStep?.zh,
      nextStepEn: nextStep?.en,
    })),
  };
}

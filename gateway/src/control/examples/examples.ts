import { and, asc, gt } from "drizzle-orm";
import { canonicalJson } from "../../store/canonical-json.ts";
import { policyExamples } from "../../store/tables/examples.ts";
import { look } from "../act.ts";
import { ofOwnDepartment } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import { type ControlModule, readSdl } from "../control-module.ts";
import { pageSize } from "../page-size.ts";
import type { ExampleRow } from "./check-examples.ts";
import { retirePolicyExample } from "./retire-policy-example.ts";
import { savePolicyExample } from "./save-policy-example.ts";

export const examplesModule: ControlModule = {
  sdl: readSdl("examples.graphql", import.meta.url),
  resolvers: {
    Query: { policyExamples: (_source, args: ExamplesArguments, context) => listExamples(context, args) },
    Mutation: {
      savePolicyExample: (_source, { input }, context) => savePolicyExample(context, input),
      retirePolicyExample: (_source, { input }, context) => retirePolicyExample(context, input),
    },
    PolicyExample: {
      variables: ({ variables }: ExampleRow) => canonicalJson(variables),
      expected: ({ expected }: ExampleRow) =>
        Object.entries(expected).map(([coordinate, verdict]) => ({ coordinate, verdict })),
    },
  },
};

interface ExamplesArguments {
  readonly first: number;
  readonly after?: number | null;
}

function listExamples(context: ControlContext, { first, after }: ExamplesArguments) {
  return look(context, ["admin", "approver", "auditor"], ({ tx, actor }) =>
    tx
      .select()
      .from(policyExamples)
      .where(and(ofOwnDepartment(actor, policyExamples.owner), after ? gt(policyExamples.exampleNo, after) : undefined))
      .orderBy(asc(policyExamples.exampleNo))
      .limit(pageSize(first)),
  );
}

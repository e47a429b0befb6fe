import {
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  NoSchemaIntrospectionCustomRule,
  specifiedRules,
  validate,
} from "graphql";
import { LRUCache } from "lru-cache";
import type { Capability } from "../capability.ts";
import { viewOf } from "../rows/type-access.ts";
import { ReadPlan } from "../wall/read-plan.ts";
import { collectSelection } from "../wall/selection.ts";
import type { ExecutableRegister } from "./executable-schema.ts";
import type { Executor, Run } from "./executor.ts";

/** Departments with equal grants share a view, so a document meets few of them. */
const MAX_VIEWS = 64;
const RULES = [...specifiedRules, NoSchemaIntrospectionCustomRule];

/** One planned document, checked once, and what each view may read through it. */
export interface CompiledOperation {
  readonly run: Run;
  planFor(capability: Capability): ReadPlan;
}

/** Null when the document is not one valid operation of this register, or asks for its schema. */
export function compileOperation(
  { schema, classification }: ExecutableRegister,
  document: DocumentNode,
  executor: Executor,
): CompiledOperation | null {
  if (!isValid(schema, document)) return null;
  const selection = collectSelection(schema, document);
  const plans = new LRUCache<string, ReadPlan>({ max: MAX_VIEWS });
  return {
    run: executor(schema, document),
    planFor(capability) {
      const known = plans.get(capability.viewHash);
      if (known) return known;
      const plan = new ReadPlan(selection, classification, viewOf(capability));
      plans.set(capability.viewHash, plan);
      return plan;
    },
  };
}

function isValid(schema: GraphQLSchema, document: DocumentNode): boolean {
  const operations = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  return operations.length === 1 && validate(schema, document, RULES).length === 0;
}

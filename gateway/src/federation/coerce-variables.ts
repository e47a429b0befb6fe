import { HubError } from "@tongshu/kit";
import { ERRORS, type ErrorCode } from "@tongshu/schema";
import {
  coerceInputValue,
  type GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  isInputType,
  isNonNullType,
  typeFromAST,
  type VariableDefinitionNode,
  valueFromAST,
} from "graphql";

/**
 * More than this is noise: the caller mends these first. Nothing is looked at after them, or a list of forty thousand wrong
 * numbers would keep everybody waiting for its errors.
 */
const MAX_PROBLEMS = 10;

/**
 * The variables of one request as the schema's scalars read them: numbers normalised and checked before any register is
 * called. Throws BAD_NUMBER or BAD_USER_INPUT that names the variable and the rule; never the value.
 */
export function coerceVariables(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  // Without a prototype: a variable called `constructor` or `__proto__` has the value that was given, or none.
  const coerced: Record<string, unknown> = Object.create(null);
  const problems: HubError[] = [];
  for (const definition of definitions) {
    const name = definition.variable.name.value;
    const type = typeFromAST(schema, definition.type) as GraphQLInputType;
    if (!isInputType(type)) throw new HubError("BAD_USER_INPUT", { field: name, rule: "UNKNOWN_TYPE" });
    if (!Object.hasOwn(given, name)) {
      if (definition.defaultValue) coerced[name] = valueFromAST(definition.defaultValue, type);
      else if (isNonNullType(type)) problems.push(new HubError("BAD_USER_INPUT", { field: name, rule: "REQUIRED" }));
    } else {
      coerced[name] = coerceInputValue(given[name], type, (path, _value, error) => {
        problems.push(toProblem([name, ...path].join("."), error));
        if (problems.length === MAX_PROBLEMS) throw new VariableProblems(problems);
      });
    }
  }
  if (problems.length > 0) throw problems.length === 1 ? problems[0] : new VariableProblems(problems);
  return coerced;
}

/** Several problems in one request; each reaches the caller as an error of its own. */
export class VariableProblems extends Error {
  readonly problems: readonly HubError[];

  constructor(problems: readonly HubError[]) {
    super("several variables are not acceptable");
    this.problems = problems;
  }
}

/** graphql-js quotes the value in its messages. Only what a scalar of ours said by code is kept. */
function toProblem(field: string, error: GraphQLError): HubError {
  const { code, rule, zh, en } = error.extensions as Record<string, unknown>;
  const text = typeof zh === "string" && typeof en === "string" ? { text: { zh, en } } : {};
  if (typeof code === "string" && code in ERRORS) {
    return new HubError(code as ErrorCode, { field, ...(typeof rule === "string" ? { rule } : {}), ...text });
  }
  return new HubError("BAD_USER_INPUT", { field, rule: "TYPE" });
}

import { type GraphQLInputType, getNamedType, isInputObjectType, isListType, isNonNullType } from "graphql";
import type { OperationFacts } from "../federation/operation-facts.ts";

type Variables = Readonly<Record<string, unknown>>;

/** Forms tried for one text; more than this are left out, and the best of those tried counts. */
const MAX_CANDIDATES = 256;
const MAX_INPUT_DEPTH = 3;

/**
 * Variables that a recorded request may have had: the record keeps no values, so each way in which values could have changed
 * a verdict is tried. Which fields an input held is tried with none, with all, and with one at a time.
 */
export function candidateForms(facts: OperationFacts): readonly Variables[] {
  const choices: [string, readonly unknown[]][] = [
    ...facts.codeVariables.map((name): [string, readonly unknown[]] => [name, ["PERSON", "ENTITY", null]]),
    ...facts.subjectTypeVariables.map((name): [string, readonly unknown[]] => [name, [null, "PERSON", "ENTITY"]]),
    ...facts.conditionVariables.map((name): [string, readonly unknown[]] => [name, [false, true]]),
    ...facts.inputVariables.map(({ name, type }): [string, readonly unknown[]] => [name, inputForms(type)]),
  ];
  let forms: Variables[] = [{}];
  for (const [name, values] of choices) {
    forms = forms.flatMap((form) => values.map((value) => ({ ...form, [name]: value }))).slice(0, MAX_CANDIDATES);
  }
  return forms;
}

function inputForms(type: GraphQLInputType): readonly unknown[] {
  const all = filledInput(type, 0);
  if (typeof all !== "object" || all === null) return [null];
  const single = Object.entries(all).map(([key, value]) => ({ [key]: value }));
  return [{}, all, ...single];
}

/** A value with every field set, as deep as it matters; the leaves hold nothing. */
function filledInput(type: GraphQLInputType, depth: number): unknown {
  if (isNonNullType(type) || isListType(type)) return filledInput(type.ofType, depth);
  const named = getNamedType(type);
  if (!isInputObjectType(named) || depth === MAX_INPUT_DEPTH) return null;
  return Object.fromEntries(
    Object.values(named.getFields()).map((field) => [field.name, filledInput(field.type, depth + 1)]),
  );
}

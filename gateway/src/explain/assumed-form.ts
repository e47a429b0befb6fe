import { checkServiceObject } from "@tongshu/schema";
import { type OperationDefinitionNode, valueFromASTUntyped } from "graphql";
import type { OperationForm } from "../federation/operation-compiler.ts";
import type { OperationFacts } from "../federation/operation-facts.ts";
import { valueCoordinates } from "../policy/argument-coordinates.ts";
import type { ServiceObjectKind } from "../policy/service-object.ts";

/**
 * What values that were never sent would do to an operation. Only what changes a verdict counts: true and false, which
 * fields an input holds, and the kind of a service object, given as PERSON or ENTITY where there is no number.
 */
export function assumedForm(
  facts: OperationFacts,
  operation: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
): OperationForm {
  const values = withDefaults(operation, given);
  const conditionValues = Object.fromEntries(facts.conditionVariables.map((name) => [name, values.get(name) === true]));
  const variableFields = new Map(
    facts.inputVariables.map(({ name, type }) => [name, valueCoordinates(values.get(name), type).sort()]),
  );
  const codeKinds = kindsIn(facts.codeVariables, (name) => kindOfCode(values.get(name)));
  const statedKinds = kindsIn(facts.subjectTypeVariables, (name) => kindWord(values.get(name)));
  const key = JSON.stringify([conditionValues, [...variableFields], [...codeKinds], [...statedKinds]]);
  return { key, conditionValues, variableFields, serviceObjects: { codeKinds, statedKinds } };
}

function withDefaults(
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, unknown> {
  return new Map(
    variableDefinitions.map(({ variable, defaultValue }) => {
      const name = variable.name.value;
      if (Object.hasOwn(given, name)) return [name, given[name]];
      return [name, defaultValue && valueFromASTUntyped(defaultValue)];
    }),
  );
}

function kindsIn(
  names: readonly string[],
  kindOf: (name: string) => ServiceObjectKind | undefined,
): ReadonlyMap<string, ServiceObjectKind> {
  return new Map(
    names.flatMap((name): [string, ServiceObjectKind][] => {
      const kind = kindOf(name);
      return kind ? [[name, kind]] : [];
    }),
  );
}

function kindOfCode(value: unknown): ServiceObjectKind | undefined {
  const checked = checkServiceObject(String(value), { asOfDate: "9999-12-31" });
  return kindWord(value) ?? (checked.ok ? checked.subjectType : undefined);
}

function kindWord(value: unknown): ServiceObjectKind | undefined {
  return value === "PERSON" || value === "ENTITY" ? value : undefined;
}

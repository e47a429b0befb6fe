import { HubError } from "@tongshu/kit";
import type { Coordinate } from "@tongshu/schema";
import { type DocumentNode, Kind, type TypeNode, visit } from "graphql";
import type { VerifyField } from "../policy/verify-fields.ts";

/**
 * Refuses claims written into the operation, also as a variable's default: the text is hashed and named in the record, and
 * a name in it could be found by trying. A list of variables is refused as well: its values could not be counted ahead.
 */
export function checkClaimsInVariables(
  document: DocumentNode,
  verifyFields: ReadonlyMap<Coordinate, VerifyField>,
): void {
  const inputs = new Set([...verifyFields.values()].map(({ input }) => input));
  visit(document, {
    Field({ name, arguments: given = [] }) {
      const verifyField = verifyFields.get(`Query.${name.value}`);
      const subjects = given.find((argument) => argument.name.value === verifyField?.argument);
      if (subjects && subjects.value.kind !== Kind.VARIABLE) throw refusal(subjects.name.value);
    },
    VariableDefinition({ variable, type, defaultValue }) {
      if (defaultValue && inputs.has(namedType(type))) throw refusal(variable.name.value);
    },
  });
}

function refusal(field: string): HubError {
  return new HubError("BAD_USER_INPUT", { field, rule: "VARIABLES_ONLY" });
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

import { HubError } from "@tongshu/kit";
import type { Coordinate } from "@tongshu/schema";
import { type DocumentNode, Kind, visit } from "graphql";
import type { VerifyField } from "../policy/verify-fields.ts";

/**
 * Refuses claims written into the operation: the text is hashed and named in the record, and a name in it could be found by
 * trying. A list of variables is refused as well: its values could not be counted ahead. A default of a variable would
 * hold a number, which no text may.
 */
export function checkClaimsInVariables(
  document: DocumentNode,
  verifyFields: ReadonlyMap<Coordinate, VerifyField>,
): void {
  visit(document, {
    Field({ name, arguments: given = [] }) {
      const verifyField = verifyFields.get(`Query.${name.value}`);
      const subjects = given.find((argument) => argument.name.value === verifyField?.argument);
      if (!subjects || subjects.value.kind === Kind.VARIABLE) return;
      throw new HubError("BAD_USER_INPUT", { field: subjects.name.value, rule: "VARIABLES_ONLY" });
    },
  });
}

import type { Classification } from "@tongshu/schema";
import { type GraphQLObjectType, getNamedType, isLeafType } from "graphql";
import type { AccessView } from "./access-view.ts";
import { decideField } from "./decide.ts";
import type { Owners } from "./owners.ts";

/**
 * A register that refers to a person knows the key and not whether this caller may see the row: only the owner's scope
 * says so. Where the very key is conditional, an object stands in the answer only when its owner showed the row.
 */
export class PresenceRules {
  readonly #classification: Classification;
  readonly #owners: Owners;

  constructor(classification: Classification, owners: Owners) {
    this.#classification = classification;
    this.#owners = owners;
  }

  /** Whether an object of `type`, given by `register`, must be shown by another register before it counts. */
  needsProof(type: string, register: string): boolean {
    const keys = this.#classification.keys.get(type) ?? [];
    const isKeyConditional = keys.some(
      (key) => this.#classification.fields.get(`${type}.${key}`)?.sharing !== "UNCONDITIONAL",
    );
    return isKeyConditional && this.#owners.get(type) !== register;
  }

  /** Whether asking for `field` makes the owner look the row up. */
  isProof(type: string, field: string): boolean {
    const governed = this.#classification.fields.get(`${type}.${field}`);
    const owner = this.#owners.get(type);
    return governed !== undefined && !governed.isKey && owner !== undefined && governed.subgraphs.includes(owner);
  }

  /** A field to ask the owner for when the caller asked for none; undefined when the view shows none. */
  findProof(type: GraphQLObjectType, view: AccessView, isLookup: boolean): string | undefined {
    return Object.values(type.getFields()).find(
      ({ name, args, type: fieldType }) =>
        args.length === 0 &&
        isLeafType(getNamedType(fieldType)) &&
        this.isProof(type.name, name) &&
        decideField(this.#classification, view, type.name, name, isLookup).verdict !== "DENIED",
    )?.name;
  }
}

import type { Classification, Coordinate } from "@tongshu/schema";
import { type GraphQLSchema, getNamedType, isInputObjectType } from "graphql";

/** A root field that compares what the caller claims about subjects. */
export interface VerifyField {
  /** The argument that brings the subjects, and the input type of one of them. */
  readonly argument: string;
  readonly input: string;
  /** The input field that brings a subject's number, and the type whose row it finds. */
  readonly number: string;
  readonly type: string;
  /** The coordinate that each claim is compared with, by the claim's name. */
  readonly claims: ReadonlyMap<string, Coordinate>;
}

/** Every verify field of the graph, by its coordinate: the SDL says by `@reads` which they are. */
export function verifyFieldsOf(
  schema: GraphQLSchema,
  { inputs }: Classification,
): ReadonlyMap<Coordinate, VerifyField> {
  const found = new Map<Coordinate, VerifyField>();
  for (const { name, args } of Object.values(schema.getQueryType()?.getFields() ?? {})) {
    for (const argument of args) {
      const input = getNamedType(argument.type);
      if (!isInputObjectType(input)) continue;
      const declared = Object.keys(input.getFields()).flatMap((field) => {
        const classified = inputs.get(`${input.name}.${field}`);
        return classified ? [{ field, by: classified.by, read: classified.reads[0] ?? "" }] : [];
      });
      const claims = declared.filter(({ by }) => by === "VERIFY");
      const number = declared.find(({ by }) => by === "LOOKUP");
      if (claims.length === 0 || !number) continue;
      found.set(`Query.${name}`, {
        argument: argument.name,
        input: input.name,
        number: number.field,
        type: number.read.split(".")[0] ?? "",
        claims: new Map(claims.map(({ field, read }) => [field, read])),
      });
    }
  }
  return found;
}

/** One use of a verify field in an operation: where its answer stands, and which of its claims the view may make. */
export interface AskedVerification {
  readonly field: VerifyField;
  /** The key under which the register answers, and the caller's. */
  readonly sourceKey: string;
  readonly key: string;
  /** The caller's variable that holds the subjects. */
  readonly variable: string;
  readonly granted: ReadonlySet<string>;
}

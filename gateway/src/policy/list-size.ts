import { type FieldNode, type GraphQLField, isListType, isNonNullType, Kind } from "graphql";

/** The longest page or child list that any field gives; the SDL rules hold every `first` to it. */
const LARGEST_LIST = 200;

/** Numbers one lookup may bring. */
export const LARGEST_BATCH = 100;

/** Subjects one operation may verify. */
export const LARGEST_VERIFICATION = 1_000;

/** Cells that one table of counts may have. */
export const LARGEST_TABLE = 2_000;

/** How many objects `node` can give at most for each object it stands on. A `first` in a variable counts as the largest. */
export function listSize(definition: GraphQLField<unknown, unknown>, node: FieldNode, isLookup: boolean): number {
  const first = definition.args.find((argument) => argument.name === "first");
  if (first) {
    const given = node.arguments?.find((argument) => argument.name.value === "first")?.value;
    if (given?.kind === Kind.INT) return Math.min(Math.abs(Number(given.value)), LARGEST_LIST);
    return given ? LARGEST_LIST : Number(first.defaultValue ?? LARGEST_LIST);
  }
  const type = isNonNullType(definition.type) ? definition.type.ofType : definition.type;
  return isLookup && isListType(type) ? LARGEST_BATCH : 1;
}

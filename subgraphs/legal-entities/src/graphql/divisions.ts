import { type LoadersOf, type RowView, referenceTo } from "@tongshu/kit";
import { type GraphQLResolveInfo, Kind } from "graphql";
import type { reads } from "../loaders/reads.ts";

type Loaders = LoadersOf<typeof reads>;
type Info = Pick<GraphQLResolveInfo, "fieldNodes">;

/** The division of a code; one the table does not know is still the code of the record. */
export async function regionOf(code: string | null, loaders: Loaders, info: Info): Promise<RowView | null> {
  const reference = referenceTo("Region", "code", code);
  if (code === null || isCodeAlone(info)) return reference;
  return (await loaders.regionByCode.load(code)) ?? reference;
}

/** The department of a code, likewise. */
export async function departmentOf(code: string | null, loaders: Loaders, info: Info): Promise<RowView | null> {
  const reference = referenceTo("Department", "code", code);
  if (code === null || isCodeAlone(info)) return reference;
  return (await loaders.departmentByCode.load(code)) ?? reference;
}

/** Whether the record already holds all that is asked for, so that no table need be. */
function isCodeAlone({ fieldNodes }: Info): boolean {
  const selections = fieldNodes.flatMap(({ selectionSet }) => selectionSet?.selections ?? []);
  return selections.every((each) => each.kind === Kind.FIELD && /^(code|__typename)$/.test(each.name.value));
}

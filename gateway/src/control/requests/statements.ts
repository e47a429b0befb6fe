import { requestStatements, type StatementKind } from "../../store/tables/requests.ts";
import type { Act } from "../act.ts";
import { officerOf, type RequestRow } from "./request-row.ts";

/** Adds to what the sides wrote to one another. */
export async function addStatement(
  { tx, actor, at }: Pick<Act, "tx" | "actor" | "at">,
  { requestNo }: Pick<RequestRow, "requestNo">,
  kind: StatementKind,
  text: string,
  layer: number | null = null,
): Promise<void> {
  const { department } = actor;
  await tx
    .insert(requestStatements)
    .values({ requestNo, kind, layer, department, officerId: officerOf(actor), text, at });
}

import { HubError } from "@tongshu/kit";
import { eq } from "drizzle-orm";
import { clients } from "../../store/tables/registry.ts";
import type { Act } from "../act.ts";
import { demandDepartment } from "../actor.ts";
import type { ControlEvent } from "../events/record-event.ts";

export type ClientRow = typeof clients.$inferSelect;

export interface ClientPayload {
  readonly client: ClientRow;
  readonly event: ControlEvent;
}

export function stateOf({ revokedAt, suspendedAt }: ClientRow): "ACTIVE" | "SUSPENDED" | "REVOKED" {
  if (revokedAt) return "REVOKED";
  return suspendedAt ? "SUSPENDED" : "ACTIVE";
}

/** The client, held until the act ends. Throws NOT_FOUND, or ROLE_REQUIRED for a client of another department. */
export async function getClient({ tx, actor }: Act, clientId: string): Promise<ClientRow> {
  const [row] = await tx.select().from(clients).where(eq(clients.clientId, clientId)).for("update");
  if (!row) throw new HubError("NOT_FOUND", { field: "clientId" });
  demandDepartment(actor, row.department);
  return row;
}

/** Changes the row and records it with what it was. */
export async function changeClient(
  { tx, record }: Act,
  row: ClientRow,
  change: Partial<ClientRow>,
  reason: string | null,
): Promise<ClientPayload> {
  const [client] = await tx.update(clients).set(change).where(eq(clients.clientId, row.clientId)).returning();
  const after = client as ClientRow;
  const event = await record({
    targetKind: "Client",
    targetId: row.clientId,
    before: shown(row),
    after: shown(after),
    reason,
  });
  return { client: after, event };
}

/** What the record keeps of a client: never a key, only its id. */
export function shown(row: ClientRow): Record<string, unknown> {
  const { clientId, department, region, roles, canActForCitizens, isProduction, suspendedAt, revokedAt } = row;
  const keyIds = row.publicJwks?.keys.map(({ kid }) => kid) ?? [];
  return { clientId, department, region, roles, canActForCitizens, isProduction, suspendedAt, revokedAt, keyIds };
}

import { HubError } from "@tongshu/kit";
import { eq, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Caller, Role } from "../identity/caller.ts";
import { resolveCaller } from "../identity/resolve-caller.ts";
import type { HubDb } from "../store/database.ts";
import { toDirectoryClient } from "../store/directory.ts";
import { clients, officers } from "../store/tables/registry.ts";

/** The sharing authority: it registers departments and publishes the policy. */
export const SHARING_AUTHORITY = "GSO";

/** Who acts, as the directory has it at this moment. */
export type Actor = Caller;

/**
 * Reads client and officer anew and holds both rows until the transaction ends: whoever loses a role while acting loses
 * it before or after the act, never in the middle. Throws UNAUTHENTICATED or ROLE_REQUIRED.
 */
export async function findActor(tx: HubDb, caller: Caller, roles: readonly Role[]): Promise<Actor> {
  const { clientId, officerId, citizenId } = caller;
  const [client] = await tx.select().from(clients).where(eq(clients.clientId, clientId)).for("share");
  const [officer] =
    officerId === undefined
      ? []
      : await tx.select().from(officers).where(eq(officers.officerId, officerId)).for("share");
  const actor = resolveCaller({ officerId, citizenId }, { client: client && toDirectoryClient(client), officer });
  if (actor === null) throw new HubError("UNAUTHENTICATED");
  if (!roles.some((role) => actor.roles.includes(role))) throw roleRequired(roles);
  return actor;
}

/** A citizen, or an officer signed in as oneself: systems govern nothing. */
export function roleRequired(roles: readonly Role[]): HubError {
  return new HubError("ROLE_REQUIRED", { rule: roles.join(" or ") });
}

/** The sharing authority acts for all, everybody else for the own department. Throws ROLE_REQUIRED. */
export function demandDepartment(actor: Actor, department: string): void {
  if (actor.department === department || actor.department === SHARING_AUTHORITY) return;
  throw new HubError("ROLE_REQUIRED", { rule: `department ${department} or ${SHARING_AUTHORITY}` });
}

/** Rows of the own department; no condition for the sharing authority, which sees all. */
export function ofOwnDepartment({ department }: Actor, column: PgColumn): SQL | undefined {
  return department === SHARING_AUTHORITY ? undefined : eq(column, department);
}

/** Only the sharing authority. Throws ROLE_REQUIRED. */
export function demandSharingAuthority(actor: Actor): void {
  if (actor.department !== SHARING_AUTHORITY) {
    throw new HubError("ROLE_REQUIRED", { rule: `department ${SHARING_AUTHORITY}` });
  }
}

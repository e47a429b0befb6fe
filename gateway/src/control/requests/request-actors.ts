import { HubError } from "@tongshu/kit";
import type { Actor } from "../actor.ts";
import type { RequestRow } from "./request-row.ts";

/** The asking department and nobody for it, not even the sharing authority. Throws ROLE_REQUIRED. */
export function demandOwnRequest(actor: Actor, { department }: Pick<RequestRow, "department">): void {
  if (actor.department !== department) throw new HubError("ROLE_REQUIRED", { rule: `department ${department}` });
}

/** The owners among `owners` that the actor speaks for. Throws ROLE_REQUIRED when there is none. */
export function demandOwner(owners: readonly string[], spokenFor: readonly string[]): readonly string[] {
  const own = owners.filter((owner) => spokenFor.includes(owner));
  if (own.length > 0) return own;
  throw new HubError("ROLE_REQUIRED", { rule: `department ${owners.join(" or ")}` });
}

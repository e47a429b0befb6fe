import assert from "node:assert";
import type { Grant } from "../../policy/policy-content.ts";
import { findCurrentPolicy, readPolicyDraft } from "../../store/policy-reader.ts";
import { publishPolicy } from "../../store/policy-transactor.ts";
import type { Act } from "../act.ts";
import type { ControlContext } from "../control-context.ts";
import { lockPointer } from "../policies/publish-policy.ts";
import { BREAK_GLASS_PURPOSE } from "./break-glass-purpose.ts";

/**
 * Publishes the version in force with this one grant more: an emergency does not wait for the next publication, and more
 * persons have agreed than publishing needs. Whatever else is prepared stays prepared.
 */
export async function putInForce({ tx, actor, at, record }: Act, context: ControlContext, grant: Grant): Promise<void> {
  const { graph, clock, signer } = context.services;
  const before = await lockPointer(tx);
  const [current, prepared] = [await findCurrentPolicy(tx), await readPolicyDraft(tx)];
  const purpose = prepared.purposes.find(({ code }) => code === BREAK_GLASS_PURPOSE);
  assert(purpose, "a break-glass session without its purpose");
  const others = (current?.content.purposes ?? []).filter(({ code }) => code !== BREAK_GLASS_PURPOSE);
  const content = { purposes: [...others, purpose], grants: [...living(current?.content.grants ?? [], at), grant] };
  const by = { clock, author: actor.officerId ?? "", classification: graph.classification, signer };
  const { versionNo, contentHash } = await publishPolicy(tx, content, by);
  await record({
    targetKind: "PolicyVersion",
    targetId: String(versionNo),
    before: before && { versionNo: before.versionNo, contentHash: before.contentHash },
    after: { versionNo, contentHash, grantNo: grant.grantNo },
  });
}

/** Sessions that have ended need not stand in every version from then on. */
function living(grants: readonly Grant[], at: Date): readonly Grant[] {
  return grants.filter(
    ({ purpose, validUntil }) => purpose !== BREAK_GLASS_PURPOSE || Date.parse(validUntil) > at.getTime(),
  );
}

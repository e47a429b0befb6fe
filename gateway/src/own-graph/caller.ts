import type { Purpose } from "../policy/policy-content.ts";
import type { OwnContext } from "./own-context.ts";

/** Who asks, and for which purposes it may. */
export function caller(_args: unknown, { scope }: OwnContext) {
  const { caller, snapshot } = scope;
  const { clientId, department, region, officerId = null } = caller;
  const purposes = snapshot.purposesOf(department).map(toOwnPurpose);
  return { clientId, department, region, officerId, purposes, policyVersion: snapshot.version };
}

export function toOwnPurpose({ code, text, legalBasis, isCaseRequired }: Purpose) {
  return { code, textZh: text.zh, textEn: text.en, legalBasis, isCaseRequired };
}

import { type FieldClassification, findDepartment } from "@tongshu/schema";
import { scopeText } from "../explain/explained-field.ts";
import { grantedLevel } from "../policy/access-view.ts";
import { decideField } from "../policy/decide.ts";
import { howToAsk } from "../policy/how-to-ask.ts";
import type { Purpose } from "../policy/policy-content.ts";
import { toOwnPurpose } from "./caller.ts";
import type { OwnContext } from "./own-context.ts";

/**
 * What the caller may see of a type for each of its purposes, and, for a department, what it could ask for: no more than
 * the catalogue tells it. Null for what is no type of the catalogue. A citizen is shown no department's business.
 */
export function myAccess({ type }: { readonly type: string }, context: OwnContext) {
  const { scope, explainer } = context;
  const { fields: all, grantableTypes } = explainer.classification;
  if (!grantableTypes.includes(type)) return null;
  const { caller, snapshot } = scope;
  const fields = [...all.values()].filter((field) => field.type === type);
  const purposes = snapshot.purposesOf(caller.department).map((purpose) => accessFor(purpose, fields, context));
  const shown = new Set(purposes.flatMap((access) => access.fields.filter(isFull).map(({ coordinate }) => coordinate)));
  const askable = caller.citizenId === undefined ? fields.filter(({ coordinate }) => !shown.has(coordinate)) : [];
  return { type, purposes, askable: askable.map(askableField) };
}

function accessFor(purpose: Purpose, fields: readonly FieldClassification[], { scope, explainer }: OwnContext) {
  const { caller, snapshot, startedAtMs } = scope;
  const view = snapshot.viewFor(caller.department, purpose.code, startedAtMs);
  const grant = view.grants.get(fields[0]?.type ?? "");
  return {
    purpose: toOwnPurpose(purpose),
    grantNo: grant?.grantNo,
    scope: grant && scopeText(grant.scope, caller.region),
    conditionFields: Object.keys(grant?.conditions ?? {}),
    isLookupOnly: grant?.isLookupOnly ?? false,
    isCaseNeeded: purpose.isCaseRequired || grant?.isCaseRequired === true,
    maxPerDay: grant?.maxPerDay,
    maxBatch: grant?.maxBatch,
    validUntil: grant && new Date(grant.validUntil),
    fields: fields.flatMap(({ coordinate, type, field }) => {
      const { verdict } = decideField(explainer.classification, view, type, field, true);
      const level = grantedLevel(view, type, field);
      if (verdict === "DENIED" && level === "NONE") return [];
      return [{ coordinate, verdict, level: verdict === "FULL" ? "FULL" : level }];
    }),
  };
}

function isFull({ verdict }: { readonly verdict: string }): boolean {
  return verdict === "FULL";
}

function askableField(field: FieldClassification) {
  const { coordinate, owner, sharing, sensitivity, citation } = field;
  const name = findDepartment(owner)?.name;
  const { zh, en } = howToAsk(field);
  return {
    coordinate,
    owner,
    ownerNameZh: name?.zh,
    ownerNameEn: name?.en,
    sharing,
    sensitivity,
    citation,
    howToAskZh: zh,
    howToAskEn: en,
  };
}

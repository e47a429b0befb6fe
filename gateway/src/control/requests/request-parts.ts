import {
  type Classification,
  type FieldClassification,
  isPartlyPublic,
  SENSITIVITIES,
  type Sensitivity,
} from "@tongshu/schema";
import type { GrantTerms } from "../../policy/policy-content.ts";

/** What of a request one owner has the say over. */
export interface RequestPart {
  /** Code of the owner as the schema names it. */
  readonly owner: string;
  readonly fields: readonly string[];
  /** Of its most sensitive field. */
  readonly sensitivity: Sensitivity;
  /** None where every field is unconditional, two persons where one is highly sensitive. */
  readonly approvalsNeeded: 0 | 1 | 2;
}

/**
 * Divides what is asked among the owners of the fields, in the order of their codes. Read from the schema each time, so
 * that a field that became more sensitive since it was asked for needs what it needs now.
 */
export function partsOf(type: string, terms: GrantTerms, classification: Classification): readonly RequestPart[] {
  const lead = leadOwner(type, classification);
  if (terms.isAggregate) return [{ owner: lead, fields: [], sensitivity: "L2", approvalsNeeded: 1 }];
  const asked = Object.keys(terms.fields).flatMap((field) => classification.fields.get(`${type}.${field}`) ?? []);
  const byOwner = Map.groupBy(asked, ({ owner }) => owner);
  // Rows that are highly sensitive as a whole: whoever leads the type answers for them, with two persons.
  if (terms.coversSensitiveRows && !byOwner.has(lead)) byOwner.set(lead, []);
  return [...byOwner]
    .map(([owner, fields]) => toPart(owner, fields, owner === lead && terms.coversSensitiveRows === true))
    .toSorted((a, b) => (a.owner < b.owner ? -1 : 1));
}

function toPart(owner: string, fields: readonly FieldClassification[], hasSensitiveRows: boolean): RequestPart {
  const ofFields = fields.reduce((most, { sensitivity }) => stronger(most, sensitivity), "L1" as Sensitivity);
  const sensitivity = hasSensitiveRows ? "L4" : ofFields;
  const isConditional = hasSensitiveRows || fields.some(isBeyondBaseline);
  const approvalsNeeded = isConditional ? (sensitivity === "L4" ? 2 : 1) : 0;
  return { owner, fields: fields.map(({ field }) => field).toSorted(), sensitivity, approvalsNeeded };
}

/** Nobody need be asked for what everybody has; on rows that are not public, an open field is more than that. */
function isBeyondBaseline({ sharing, coordinate }: FieldClassification): boolean {
  return sharing !== "UNCONDITIONAL" || isPartlyPublic(coordinate);
}

/** Whether a recorded impact assessment is needed before anybody may say yes. */
export function needsAssessment(parts: readonly RequestPart[]): boolean {
  return parts.some(({ sensitivity, approvalsNeeded }) => approvalsNeeded > 0 && isSensitive(sensitivity));
}

export function isUnconditional(parts: readonly RequestPart[]): boolean {
  return parts.every(({ approvalsNeeded }) => approvalsNeeded === 0);
}

/** The owner of most of a type's fields; of two with as many, the first by code. */
export function leadOwner(type: string, classification: Classification): string {
  const owners = [...classification.fields.values()].filter((field) => field.type === type).map(({ owner }) => owner);
  const counts = [...Map.groupBy(owners, (owner) => owner)].map(([owner, list]) => ({ owner, count: list.length }));
  const [first] = counts.toSorted((a, b) => b.count - a.count || (a.owner < b.owner ? -1 : 1));
  return first?.owner ?? "GSO";
}

function isSensitive(sensitivity: Sensitivity): boolean {
  return stronger(sensitivity, "L3") === sensitivity;
}

function stronger(a: Sensitivity, b: Sensitivity): Sensitivity {
  return SENSITIVITIES.indexOf(a) >= SENSITIVITIES.indexOf(b) ? a : b;
}

import type { Level } from "@tongshu/schema";
import type { Grant } from "../../policy/policy-content.ts";
import type { Bundle } from "./bundle.ts";
import { DEMO_BUNDLES } from "./demo-bundles.ts";
import { DEMO_NARROWED_BUNDLES } from "./demo-narrowed-bundles.ts";
import { DEMO_PURPOSES } from "./demo-purposes.ts";

/** Every demonstration grant, valid for a year from the given instant. */
export function demoGrants(validFrom: string, validUntil: string): readonly Grant[] {
  return [...DEMO_BUNDLES, ...DEMO_NARROWED_BUNDLES].flatMap((bundle) =>
    Object.entries(bundle.types).map(([type, fields]) => toGrant(bundle, type, fields, { validFrom, validUntil })),
  );
}

function toGrant(
  { department, purpose, scope, limits, isPersonLookupOnly = false, conditions = {}, windowDays }: Bundle,
  type: string,
  fields: Readonly<Record<string, Level>> | null,
  { validFrom, validUntil }: Pick<Grant, "validFrom" | "validUntil">,
): Grant {
  const registered = DEMO_PURPOSES.find(({ code }) => code === purpose);
  return {
    grantNo: `G-${department}-${purpose.replaceAll("_", "-")}-${type.toUpperCase()}`,
    department,
    purpose,
    type,
    fields: fields ?? {},
    isAggregate: fields === null,
    scope: { kind: scope },
    ...(conditions[type] ? { conditions: conditions[type] } : {}),
    isLookupOnly: isPersonLookupOnly && type === "Person",
    isCaseRequired: registered?.isCaseRequired ?? true,
    // Days are counted in people and organisations; how many licences or steps one of them has is no matter of volume.
    maxPerDay: type === "Person" || type === "LegalEntity" ? (limits?.maxPerDay ?? null) : null,
    maxBatch: limits?.maxBatch ?? null,
    legalBasis: registered?.legalBasis ?? "",
    validFrom,
    validUntil: windowDays === undefined ? validUntil : daysAfter(validFrom, windowDays),
  };
}

function daysAfter(instant: string, days: number): string {
  return new Date(Date.parse(instant) + days * 24 * 3_600_000).toISOString();
}

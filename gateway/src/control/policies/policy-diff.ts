import type { Grant, PolicyContent, Purpose } from "../../policy/policy-content.ts";
import { canonicalJson } from "../../store/canonical-json.ts";

/** What one policy has otherwise than another, as a person reads it. */
export interface PolicyChange {
  readonly kind: "GRANT" | "PURPOSE";
  readonly change: "ADDED" | "REMOVED" | "CHANGED";
  readonly department: string | null;
  readonly purpose: string;
  readonly type: string | null;
  readonly grantNo: string | null;
  /** What a field's level was and is, or what another property was and is. */
  readonly details: readonly ChangeDetail[];
}

export interface ChangeDetail {
  /** `Person.birthDate`, or `scope`, `validUntil`, `departments` and the like. */
  readonly of: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Every purpose and grant in which the two differ, sorted. */
export function diffPolicies(from: PolicyContent, to: PolicyContent): readonly PolicyChange[] {
  return [...diffPurposes(from.purposes, to.purposes), ...diffGrants(from.grants, to.grants)];
}

function diffPurposes(from: readonly Purpose[], to: readonly Purpose[]): PolicyChange[] {
  const before = new Map(from.map((purpose) => [purpose.code, purpose]));
  const after = new Map(to.map((purpose) => [purpose.code, purpose]));
  const codes = [...new Set([...before.keys(), ...after.keys()])].sort();
  return codes.flatMap((purpose) => {
    const details = detailsOf(purposeParts(before.get(purpose)), purposeParts(after.get(purpose)));
    const about = { kind: "PURPOSE" as const, department: null, purpose, type: null, grantNo: null };
    return asChange(about, before.has(purpose), after.has(purpose), details);
  });
}

function diffGrants(from: readonly Grant[], to: readonly Grant[]): PolicyChange[] {
  const before = new Map(from.map((grant) => [grant.grantNo, grant]));
  const after = new Map(to.map((grant) => [grant.grantNo, grant]));
  const all = [...new Map([...before, ...after]).values()].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  return all.flatMap(({ department, purpose, type, grantNo }) => {
    const details = detailsOf(grantParts(before.get(grantNo)), grantParts(after.get(grantNo)));
    const about = { kind: "GRANT" as const, department, purpose, type, grantNo };
    return asChange(about, before.has(grantNo), after.has(grantNo), details);
  });
}

function asChange(
  about: Omit<PolicyChange, "change" | "details">,
  wasThere: boolean,
  isThere: boolean,
  details: readonly ChangeDetail[],
): PolicyChange[] {
  if (details.length === 0) return [];
  const change = wasThere && isThere ? "CHANGED" : isThere ? "ADDED" : "REMOVED";
  return [{ ...about, change, details }];
}

type Parts = ReadonlyMap<string, string>;

function detailsOf(before: Parts, after: Parts): ChangeDetail[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((of) => before.get(of) !== after.get(of))
    .map((of) => ({ of, before: before.get(of) ?? null, after: after.get(of) ?? null }));
}

function purposeParts(purpose: Purpose | undefined): Parts {
  if (!purpose) return new Map();
  const { text, legalBasis, basisKind, departments, isCaseRequired } = purpose;
  return asParts({
    textZh: text.zh,
    textEn: text.en,
    legalBasis,
    basisKind,
    departments: departments.join(","),
    isCaseRequired,
  });
}

function grantParts(grant: Grant | undefined): Parts {
  if (!grant) return new Map();
  const { type, fields, scope, conditions = {}, ...rest } = grant;
  const { department: _department, purpose: _purpose, grantNo: _grantNo, ...others } = rest;
  const levels = Object.entries(fields)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([field, level]) => [`${type}.${field}`, level] as const);
  const narrowed = Object.entries(conditions).map(
    ([field, values]) => [`${type}.${field} in`, values.join(",")] as const,
  );
  const rows = scope.kind === "PREFIXES" ? scope.prefixes.join(",") : scope.kind;
  return new Map([...levels, ...narrowed, ["scope", rows], ...asParts(others)]);
}

/** What is absent or off is not said: a property that was never set does not differ from one that is off. */
function asParts(values: Readonly<Record<string, unknown>>): Map<string, string> {
  return new Map(
    Object.entries(values)
      .filter(([, value]) => value !== null && value !== undefined && value !== false)
      .map(([of, value]) => [of, typeof value === "string" ? value : canonicalJson(value)]),
  );
}

function sortKey({ department, purpose, type, validFrom }: Grant): string {
  return [department, purpose, type, validFrom].join(" ");
}

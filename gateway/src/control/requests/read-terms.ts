import { HubError } from "@tongshu/kit";
import { type Level, maxLevel } from "@tongshu/schema";
import type { GrantScope, GrantTerms } from "../../policy/policy-content.ts";
import { requireText } from "../require-text.ts";

export interface RequestTermsInput {
  readonly type: string;
  readonly fields: readonly { readonly field: string; readonly level: Level }[];
  readonly packages: readonly string[];
  readonly isAggregate: boolean;
  readonly scope: { readonly kind: GrantScope["kind"]; readonly prefixes: readonly string[] };
  readonly conditions?: readonly { readonly field: string; readonly values: readonly string[] }[] | null;
  readonly isLookupOnly: boolean;
  readonly isCaseRequired: boolean;
  readonly coversSensitiveRows: boolean;
  readonly maxPerDay?: number | null;
  readonly maxBatch?: number | null;
  readonly legalBasis: string;
}

/** More than any type has. */
const MOST_FIELDS = 200;
const LONGEST_BASIS = 500;

/** What the input says, as a grant says it. Whether it may be said is for the policy's own check. Throws BAD_USER_INPUT. */
export function readTerms(input: RequestTermsInput, ofPackages: Readonly<Record<string, Level>>): GrantTerms {
  const { type, isAggregate, isLookupOnly, isCaseRequired, coversSensitiveRows, conditions } = input;
  const limits = { maxPerDay: input.maxPerDay ?? null, maxBatch: input.maxBatch ?? null };
  for (const [field, limit] of Object.entries(limits)) if (limit !== null && limit < 1) refuse(field, "1 or more");
  const terms: GrantTerms = {
    type,
    fields: readFields(input.fields, ofPackages),
    isAggregate,
    scope: readScope(input.scope),
    isLookupOnly,
    isCaseRequired,
    coversSensitiveRows,
    ...limits,
    legalBasis: requireText("legalBasis", input.legalBasis, LONGEST_BASIS),
  };
  return conditions && conditions.length > 0 ? { ...terms, conditions: readConditions(conditions) } : terms;
}

/** A field named in several ways gets the highest level asked for. */
function readFields(fields: RequestTermsInput["fields"], ofPackages: Readonly<Record<string, Level>>) {
  if (fields.length > MOST_FIELDS) refuse("fields", `at most ${MOST_FIELDS}`);
  if (new Set(fields.map(({ field }) => field)).size < fields.length) refuse("fields", "each field once");
  const levels: Record<string, Level> = { ...ofPackages };
  for (const { field, level } of fields) levels[field] = maxLevel(levels[field] ?? "NONE", level);
  return levels;
}

/** Prefixes that the scope does not read would look like a bound and be none. */
function readScope({ kind, prefixes }: RequestTermsInput["scope"]): GrantScope {
  if (kind === "PREFIXES") return { kind, prefixes: [...prefixes] };
  if (prefixes.length > 0) refuse("prefixes", "only with PREFIXES");
  return { kind };
}

function readConditions(conditions: NonNullable<RequestTermsInput["conditions"]>) {
  if (new Set(conditions.map(({ field }) => field)).size < conditions.length) refuse("conditions", "each field once");
  return Object.fromEntries(conditions.map(({ field, values }) => [field, [...values]]));
}

function refuse(field: string, rule: string): never {
  throw new HubError("BAD_USER_INPUT", { field, rule });
}

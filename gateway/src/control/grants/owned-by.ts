import type { Classification } from "@tongshu/schema";
import { and, eq, or, type SQL, sql } from "drizzle-orm";
import type { GrantTerms } from "../../policy/policy-content.ts";
import { grants } from "../../store/tables/policy.ts";
import { leadOwner, partsOf } from "../requests/request-parts.ts";

/** Codes of the departments that own what a grant gives, as the schema names them. */
export function ownersOfGrant(
  grant: Pick<GrantTerms, "type" | "fields" | "isAggregate">,
  classification: Classification,
): readonly string[] {
  const { type } = grant;
  const terms = { ...grant, coversSensitiveRows: false } as GrantTerms;
  return partsOf(type, terms, classification).map(({ owner }) => owner);
}

/** Grants that give some field which one of the departments owns, or count rows of a type that one of them leads. */
export function isOwnedBy(departments: readonly string[], classification: Classification): SQL | undefined {
  const owned = [...classification.fields.values()].filter(({ owner }) => departments.includes(owner));
  const byType = Map.groupBy(owned, ({ type }) => type);
  const givesField = classification.grantableTypes.flatMap((type) => {
    const fields = (byType.get(type) ?? []).map(({ field }) => field);
    return fields.length === 0 ? [] : [and(eq(grants.type, type), sql`${grants.fields} ?| ${textArray(fields)}`)];
  });
  const counts = classification.grantableTypes
    .filter((type) => departments.includes(leadOwner(type, classification)))
    .map((type) => and(eq(grants.type, type), grants.isAggregate));
  return or(sql`false`, ...givesField, ...counts);
}

/** Names of the schema, never a caller's words; one parameter for each. */
function textArray(values: readonly string[]): SQL {
  return sql`ARRAY[${sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )}]::text[]`;
}

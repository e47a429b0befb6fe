import { type ConstDirectiveNode, valueFromASTUntyped } from "graphql";
import type { Coordinate } from "./levels.ts";

/**
 * FILTER picks rows by a field's value; LOOKUP finds the one row whose exact unique key the caller brings; VERIFY compares
 * a value the caller brings with the one that is held.
 */
export const READ_MODES = ["FILTER", "LOOKUP", "VERIFY"] as const;
export type ReadMode = (typeof READ_MODES)[number];

export const ROOT_TYPES: ReadonlySet<string> = new Set(["Query", "Mutation", "Subscription"]);

/** The arguments of `@governed` as written; the composition refuses what its code tables do not hold. */
export interface Governed {
  readonly owner: string;
  readonly sensitivity: string;
  readonly sharing: string;
  readonly citation?: string;
}

/** The arguments of `@reads` as written. */
export interface Reads {
  readonly fields: readonly Coordinate[];
  readonly by: string;
}

type Directives = readonly ConstDirectiveNode[] | undefined;

export function findDirective(directives: Directives, name: string): ConstDirectiveNode | undefined {
  return directives?.find((directive) => directive.name.value === name);
}

/** The arguments of a directive as plain values. */
export function directiveArguments(directive: ConstDirectiveNode): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    (directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
  );
}

export function governedIn(directives: Directives): Governed | undefined {
  const directive = findDirective(directives, "governed");
  if (directive === undefined) return undefined;
  const { owner, sensitivity, sharing, citation } = directiveArguments(directive);
  const governed = { owner: String(owner), sensitivity: String(sensitivity), sharing: String(sharing) };
  return typeof citation === "string" ? { ...governed, citation } : governed;
}

export function readsIn(directives: Directives): Reads | undefined {
  const directive = findDirective(directives, "reads");
  if (directive === undefined) return undefined;
  const { fields, by = "FILTER" } = directiveArguments(directive);
  const list = Array.isArray(fields) ? fields : [fields];
  return { fields: list.map(String), by: String(by) };
}

/** The type whose rows a field counts. */
export function countedTypeIn(directives: Directives): string | undefined {
  const directive = findDirective(directives, "counts");
  return directive && String(directiveArguments(directive)["type"]);
}

export function isNeutral(directives: Directives): boolean {
  return findDirective(directives, "neutral") !== undefined;
}

/** Field names of every `@key`; nested selections keep their outermost names only. */
export function keyFieldsIn(directives: Directives, directiveName = "key", argument = "fields"): string[] {
  const selections = (directives ?? [])
    .filter(({ name }) => name.value === directiveName)
    .map((directive) => String(directiveArguments(directive)[argument] ?? ""));
  return [...new Set(selections.flatMap((selection) => selection.replace(/\{[^}]*\}/g, " ").split(/[\s,]+/)))].filter(
    (name) => name !== "",
  );
}

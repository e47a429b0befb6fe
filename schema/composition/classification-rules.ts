import { findDepartment } from "../codes/departments.ts";
import { type Governed, READ_MODES, type Reads, ROOT_TYPES } from "../governance.ts";
import { type Coordinate, SENSITIVITIES, SHARING_ATTRIBUTES } from "../levels.ts";
import type { CompositionRule, Problem } from "./problem.ts";
import type { IndexedField, IndexedInput, IndexedOutputType, SubgraphIndex } from "./subgraph-index.ts";

function includes(list: readonly string[], value: string): boolean {
  return list.includes(value);
}

function brokenGovernedRules({ owner, sensitivity, sharing, citation }: Governed): CompositionRule[] {
  const broken: CompositionRule[] = [];
  if (findDepartment(owner) === undefined) broken.push("UNKNOWN_OWNER");
  if (!includes(SENSITIVITIES, sensitivity)) broken.push("UNKNOWN_SENSITIVITY");
  if (!includes(SHARING_ATTRIBUTES, sharing)) broken.push("UNKNOWN_SHARING");
  if (sharing === "NOT_SHARED" && !citation?.trim()) broken.push("CITATION_MISSING");
  return broken;
}

function fieldProblems({ subgraph, coordinate, governed, isKey }: IndexedField): Problem[] {
  const rules: CompositionRule[] = governed === undefined ? ["UNGOVERNED_FIELD"] : brokenGovernedRules(governed);
  if (isKey && governed !== undefined && !includes(["L1", "L2"], governed.sensitivity)) rules.push("SENSITIVE_KEY");
  return rules.map((rule) => ({ rule, subgraph, at: coordinate }));
}

function readsProblems({ fields, by }: Reads, known: ReadonlySet<Coordinate>): Pick<Problem, "rule" | "detail">[] {
  const problems: Pick<Problem, "rule" | "detail">[] = includes(READ_MODES, by) ? [] : [{ rule: "UNKNOWN_READ_MODE" }];
  if (fields.length === 0) problems.push({ rule: "UNKNOWN_COORDINATE", detail: "[]" });
  for (const field of fields) if (!known.has(field)) problems.push({ rule: "UNKNOWN_COORDINATE", detail: field });
  return problems;
}

function inputProblems(
  { subgraph, coordinate, reads, isNeutral }: IndexedInput,
  known: ReadonlySet<Coordinate>,
): Problem[] {
  const isDeclaredOnce = (reads !== undefined) !== isNeutral;
  const problems: Pick<Problem, "rule" | "detail">[] = isDeclaredOnce ? [] : [{ rule: "UNDECLARED_ARGUMENT" }];
  if (reads !== undefined) problems.push(...readsProblems(reads, known));
  return problems.map((problem) => ({ ...problem, subgraph, at: coordinate }));
}

/** Whatever looks at the sharing attribute alone must find a field that counts closed. */
function countsProblems(fields: readonly IndexedField[], types: readonly IndexedOutputType[]): Problem[] {
  const known = new Set(types.filter(({ governed }) => governed === undefined).map(({ coordinate }) => coordinate));
  return fields
    .filter(({ counts }) => counts !== undefined)
    .filter(
      ({ coordinate, counts, governed }) =>
        !coordinate.startsWith("Query.") || governed?.sharing !== "CONDITIONAL" || !known.has(counts ?? ""),
    )
    .map(({ subgraph, coordinate }) => ({ rule: "OPEN_COUNTS", subgraph, at: coordinate }));
}

/** Coordinates that carry different declarations in two subgraphs: the laxer one would win somewhere. */
function disagreements(
  declared: readonly { readonly coordinate: Coordinate; readonly declaration: string }[],
): Problem[] {
  const first = new Map<Coordinate, string>();
  const differing = new Set<Coordinate>();
  for (const { coordinate, declaration } of declared) {
    const earlier = first.get(coordinate) ?? declaration;
    first.set(coordinate, earlier);
    if (earlier !== declaration) differing.add(coordinate);
  }
  return [...differing].map((at) => ({ rule: "CLASSIFIED_TWICE", at }));
}

/** A default on an entity or a root type would open each new field there, which must start invisible. */
function defaultProblems(types: readonly IndexedOutputType[]): Problem[] {
  const entities = new Set(types.filter(({ hasKey }) => hasKey).map(({ coordinate }) => coordinate));
  return types
    .filter(
      ({ coordinate, governed }) => governed !== undefined && (entities.has(coordinate) || ROOT_TYPES.has(coordinate)),
    )
    .map(({ subgraph, coordinate }) => ({ rule: "DEFAULT_ON_ENTITY", subgraph, at: coordinate }));
}

/** Whether every field is classified, every argument declared, and the same everywhere. */
export function classificationProblems(subgraphs: readonly SubgraphIndex[]): Problem[] {
  const types = subgraphs.flatMap((subgraph) => subgraph.types);
  const fields = subgraphs.flatMap((subgraph) => subgraph.fields);
  const inputs = subgraphs.flatMap((subgraph) => subgraph.inputs);
  const known = new Set(fields.map(({ coordinate }) => coordinate));
  const classes = [...types, ...fields].map(({ coordinate, governed }) => ({
    coordinate,
    declaration: JSON.stringify(governed ?? null),
  }));
  const readings = inputs.map(({ coordinate, reads, isNeutral }) => ({
    coordinate,
    declaration: JSON.stringify([reads ?? null, isNeutral]),
  }));
  return [
    ...fields.flatMap(fieldProblems),
    ...inputs.flatMap((input) => inputProblems(input, known)),
    ...defaultProblems(types),
    ...countsProblems(fields, types),
    ...disagreements([...classes, ...readings]),
  ];
}

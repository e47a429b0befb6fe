import { type BilingualText, type Classification, type Coordinate, type Level, regionPrefix } from "@tongshu/schema";
import type { CompiledOperation } from "../federation/compile-operation.ts";
import { type AccessView, grantedLevel } from "../policy/access-view.ts";
import type { GrantScope } from "../policy/policy-content.ts";
import { REASONS, type ReasonRule } from "../policy/reasons.ts";

/** What one field of an operation would show, and why. */
export interface ExplainedField {
  /** Response keys from the root, list indices left out. */
  readonly path: readonly string[];
  /** The field, or the argument for which it is refused. */
  readonly coordinate: Coordinate;
  readonly verdict: "FULL" | "MASKED" | "VERIFIED" | "DENIED";
  readonly rule: ReasonRule | keyof typeof ALLOWED | keyof typeof WITHOUT_PLACE;
  /** The level that the grant gives; FULL for what is open to every department. */
  readonly level: Level;
  readonly grantNo: string | null;
  /** Which rows: `ALL`, `SELF`, region prefixes separated by commas, or null where no grant counts. */
  readonly scope: string | null;
  /** Fields whose values narrow the rows further. */
  readonly conditionFields: readonly string[];
  readonly reason: BilingualText;
  readonly nextStep: BilingualText | null;
}

/** Why a field that shows, shows. */
const ALLOWED = {
  OPEN: {
    zh: "无条件共享，向所有部门开放。",
    en: "Shared without condition: open to every department.",
  },
  GRANTED: {
    zh: "授权允许完整读取范围内的记录。",
    en: "The grant shows this field in full on the rows it covers.",
  },
} as const satisfies Record<string, BilingualText>;

const WITHOUT_PLACE = {
  VERIFIABLE: {
    zh: "授权允许核验，核验不显示值。",
    en: "The grant allows comparing this field; a comparison shows no value.",
  },
  NOTHING_INSIDE: {
    zh: "其下所选字段均不可见。",
    en: "None of the fields selected below it shows.",
  },
} as const satisfies Record<string, BilingualText>;

export interface ExplainInput {
  readonly classification: Classification;
  readonly view: AccessView;
  readonly region: string;
}

export function explainFields(compiled: CompiledOperation, input: ExplainInput): readonly ExplainedField[] {
  const findings = new Map(compiled.findings.map(({ entry }) => [entry.path.join("."), entry]));
  const asked = [...compiled.coordinates]
    .filter(([key]) => !findings.has(key))
    .map(([key, coordinate]) => shown(key.split("."), coordinate, input));
  const found = [...findings.values()].map(({ path, coordinate, rule, verdict }) => ({
    path,
    coordinate,
    verdict: verdict === "MASKED" ? ("MASKED" as const) : ("DENIED" as const),
    rule,
    ...grantOf(coordinate, input),
    reason: REASONS[rule].reason,
    nextStep: REASONS[rule].nextStep,
  }));
  const known = new Set([...asked, ...found].map(({ coordinate }) => coordinate));
  const others = Object.keys(compiled.verdicts).filter((coordinate) => !known.has(coordinate));
  return [...asked, ...found, ...others.map((coordinate) => unplaced(coordinate, compiled, input))];
}

/** What is compared and not shown, and a relation under which nothing shows: they have a verdict and no place of their own. */
function unplaced(coordinate: Coordinate, { verdicts }: CompiledOperation, input: ExplainInput): ExplainedField {
  const grant = grantOf(coordinate, input);
  const isOpen = input.classification.fields.get(coordinate)?.sharing === "UNCONDITIONAL";
  const about = { path: [], coordinate, ...grant, nextStep: null };
  if (verdicts[coordinate] === "VERIFIED") {
    return { ...about, verdict: "VERIFIED", rule: "VERIFIABLE", reason: WITHOUT_PLACE.VERIFIABLE };
  }
  if (isOpen || grant.level === "FULL") {
    return { ...about, verdict: "DENIED", rule: "NOTHING_INSIDE", reason: WITHOUT_PLACE.NOTHING_INSIDE };
  }
  const { reason, nextStep } = REASONS.NO_GRANT;
  return { ...about, verdict: "DENIED", rule: "NO_GRANT", reason, nextStep };
}

function shown(path: readonly string[], coordinate: Coordinate, input: ExplainInput): ExplainedField {
  const isOpen = input.classification.fields.get(coordinate)?.sharing === "UNCONDITIONAL";
  const rule = isOpen ? "OPEN" : "GRANTED";
  const grant = isOpen ? NO_GRANT : grantOf(coordinate, input);
  return {
    path,
    coordinate,
    verdict: "FULL",
    rule,
    ...grant,
    level: isOpen ? "FULL" : grant.level,
    reason: ALLOWED[rule],
    nextStep: null,
  };
}

type GrantPart = Pick<ExplainedField, "level" | "grantNo" | "scope" | "conditionFields">;

const NO_GRANT: GrantPart = { level: "NONE", grantNo: null, scope: null, conditionFields: [] };

function grantOf(coordinate: Coordinate, { view, region }: ExplainInput): GrantPart {
  const [type = "", field = ""] = coordinate.split(".");
  const grant = view.grants.get(type);
  if (!grant) return NO_GRANT;
  return {
    level: grantedLevel(view, type, field),
    grantNo: grant.grantNo,
    scope: scopeText(grant.scope, region),
    conditionFields: Object.keys(grant.conditions ?? {}),
  };
}

/** In words that hold for one region: what `OWN` comes to. */
export function scopeText(scope: GrantScope, region: string): string {
  if (scope.kind === "OWN") return regionPrefix(region);
  return scope.kind === "PREFIXES" ? scope.prefixes.join(",") : scope.kind;
}

import { type BilingualText, bilingual } from "../errors.ts";

/** Why a schema is refused, by the rule that refuses it. */
export const COMPOSITION_RULES = {
  UNGOVERNED_FIELD: { zh: "字段没有 @governed。", en: "The field has no @governed." },
  UNDECLARED_ARGUMENT: {
    zh: "参数须且只须有 @reads 或 @neutral 之一。",
    en: "The argument needs exactly one of @reads and @neutral.",
  },
  UNKNOWN_OWNER: { zh: "数源部门代码不在部门表中。", en: "The owner is not in the table of departments." },
  UNKNOWN_SENSITIVITY: { zh: "敏感级别不是 L1 至 L4。", en: "The sensitivity is none of L1 to L4." },
  UNKNOWN_SHARING: { zh: "共享属性不在三类之中。", en: "The sharing attribute is none of the three." },
  UNKNOWN_READ_MODE: {
    zh: "查询方式不是 FILTER、LOOKUP 或 VERIFY。",
    en: "The read mode is none of FILTER, LOOKUP and VERIFY.",
  },
  UNKNOWN_COORDINATE: { zh: "@reads 所指字段不存在。", en: "@reads names a field that does not exist." },
  CITATION_MISSING: { zh: "不予共享须写明法律依据。", en: "NOT_SHARED needs a citation." },
  CLASSIFIED_TWICE: { zh: "两个登记库的分类不一致。", en: "Two registers classify it differently." },
  DEFAULT_ON_ENTITY: {
    zh: "带 @key 的类型和根类型不得设默认分类。",
    en: "A type with a @key, or a root type, may not have a default classification.",
  },
  OPEN_COUNTS: {
    zh: "统计字段须在 Query 上、有条件共享，并指明已有类型。",
    en: "A field that counts stands on Query, is CONDITIONAL, and names a type there is.",
  },
  SENSITIVE_KEY: { zh: "键字段的敏感级别不得高于 L2。", en: "A key field may not be more sensitive than L2." },
  FOREIGN_DIRECTIVE: { zh: "不得使用该指令。", en: "The directive may not be used." },
  REDEFINED_DIRECTIVE: { zh: "指令定义与约定不同。", en: "The directive is not defined as agreed." },
  FOREIGN_LINK: { zh: "@link 与约定不同，或改了名。", en: "A @link is not as agreed, or renames what it imports." },
  NOT_COMPOSED: { zh: "指令未列入 @composeDirective。", en: "The directive is not listed by @composeDirective." },
  LOST_IN_COMPOSITION: { zh: "合成后的超图丢失了声明。", en: "Composition lost the declaration." },
  FEDERATION: { zh: "联邦合成失败。", en: "Federation does not compose." },
} as const satisfies Record<string, BilingualText>;

export type CompositionRule = keyof typeof COMPOSITION_RULES;

/** One refusal, with the place it is about: a coordinate, a type or a directive. */
export interface Problem {
  readonly rule: CompositionRule;
  readonly subgraph?: string;
  readonly at: string;
  readonly detail?: string;
}

export function describeProblem({ rule, subgraph, at, detail }: Problem): string {
  const place = subgraph === undefined ? at : `${subgraph}: ${at}`;
  return `${place} ${rule} ${bilingual(COMPOSITION_RULES[rule])}${detail === undefined ? "" : ` (${detail})`}`;
}

/** All that is wrong with the schema, at once. */
export class CompositionRefused extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(describeProblem).join("\n"));
    this.name = "CompositionRefused";
    this.problems = problems;
  }
}

import type { BilingualText, ErrorCode } from "@tongshu/schema";
import type { DenialRule } from "./decide.ts";

interface Reason {
  readonly code: ErrorCode;
  readonly reason: BilingualText;
  readonly nextStep: BilingualText;
}

const ASK_FOR_GRANT: BilingualText = {
  zh: "向数据提供部门申请该字段的授权。",
  en: "Ask the providing department for a grant on this field.",
};

/** What a caller is told about a verdict that is not plain FULL: the error code, why, and what to do next. */
export const REASONS = {
  NO_GRANT: {
    code: "FIELD_FORBIDDEN",
    reason: {
      zh: "本部门以此用途没有该字段的授权。",
      en: "The department holds no grant on this field for this purpose.",
    },
    nextStep: ASK_FOR_GRANT,
  },
  GRANT_ENDED: {
    code: "GRANT_EXPIRED",
    reason: { zh: "该类数据的授权已到期。", en: "The grant on this type has expired." },
    nextStep: { zh: "申请续期。", en: "Ask for the grant to be renewed." },
  },
  VERIFY_ONLY: {
    code: "FIELD_FORBIDDEN",
    reason: { zh: "授权只允许核验，不允许读取。", en: "The grant allows comparing this field, not reading it." },
    nextStep: { zh: "使用核验查询，或申请读取授权。", en: "Verify the value instead, or ask for a grant to read." },
  },
  LOOKUP_ONLY: {
    code: "FIELD_FORBIDDEN",
    reason: {
      zh: "授权只允许按调用方提供的号码直接查询，不允许经由关联对象读取。",
      en: "The grant allows direct lookup by a number the caller brings, not reading through a relation.",
    },
    nextStep: { zh: "用该对象的号码直接查询。", en: "Look the object up directly by its number." },
  },
  NO_MASKED_FORM: {
    code: "FIELD_FORBIDDEN",
    reason: {
      zh: "授权只允许脱敏显示，而该标识没有脱敏形式。",
      en: "The grant shows this field in masked form only, and an identifier has none.",
    },
    nextStep: ASK_FOR_GRANT,
  },
  NOT_SHARED: {
    code: "FIELD_FORBIDDEN",
    reason: { zh: "该字段依法不予共享。", en: "The law keeps this field from being shared." },
    nextStep: { zh: "向数源部门了解依据。", en: "Ask the source department for the legal ground." },
  },
  NO_AGGREGATE_GRANT: {
    code: "FIELD_FORBIDDEN",
    reason: {
      zh: "本部门以此用途没有该类数据的统计授权。",
      en: "The department holds no AGGREGATE grant on this type for this purpose.",
    },
    nextStep: { zh: "向数据提供部门申请统计授权。", en: "Ask the providing department for an AGGREGATE grant." },
  },
  ARGUMENT_NEEDS_FULL: {
    code: "ARGUMENT_FORBIDDEN",
    reason: {
      zh: "按该参数筛选等于读取字段，需要完整读取授权。",
      en: "Filtering by this argument reads the field, which needs a grant at level FULL.",
    },
    nextStep: { zh: "去掉该参数，或申请完整读取授权。", en: "Leave the argument out, or ask for a FULL grant." },
  },
  ARGUMENT_NEEDS_VERIFY: {
    code: "ARGUMENT_FORBIDDEN",
    reason: {
      zh: "按号码查询等于核验号码，需要核验或完整读取授权。",
      en: "Looking up by a number compares it, which needs a grant at level VERIFY or FULL.",
    },
    nextStep: ASK_FOR_GRANT,
  },
  CLAIM_NOT_GRANTED: {
    code: "ARGUMENT_FORBIDDEN",
    reason: {
      zh: "没有核验该字段的授权，此项未比对。",
      en: "No grant allows verifying this field; the claim was not compared.",
    },
    nextStep: ASK_FOR_GRANT,
  },
  MASKED: {
    code: "FIELD_FORBIDDEN",
    reason: { zh: "授权只允许脱敏显示。", en: "The grant shows this field in masked form." },
    nextStep: { zh: "确需完整值时，申请完整读取授权。", en: "Where the whole value is needed, ask for a FULL grant." },
  },
  OUT_OF_SCOPE: {
    code: "OUT_OF_SCOPE",
    reason: { zh: "记录不在授权的区域范围内。", en: "The record lies outside the region the grant covers." },
    nextStep: {
      zh: "请记录所在地的部门查询，或申请扩大范围。",
      en: "Ask the department of that region, or ask for a wider scope.",
    },
  },
  SOURCE_DOWN: {
    code: "SOURCE_DOWN",
    reason: { zh: "数据源暂不可用。", en: "The source is not available." },
    nextStep: { zh: "稍后重试，其余结果有效。", en: "Try again later; the rest of the answer holds." },
  },
  SOURCE_TIMEOUT: {
    code: "SOURCE_TIMEOUT",
    reason: { zh: "数据源未在期限内答复。", en: "The source did not answer in time." },
    nextStep: { zh: "稍后重试，其余结果有效。", en: "Try again later; the rest of the answer holds." },
  },
  DISPUTED: {
    code: "FIELD_FORBIDDEN",
    reason: {
      zh: "该字段有人提出更正，数源部门正在核查。",
      en: "A correction of this field was asked for; its owner is looking into it.",
    },
    nextStep: {
      zh: "以数源部门的答复为准，重要决定前请另行核实。",
      en: "Wait for the owner's answer, or check otherwise before deciding anything by it.",
    },
  },
} as const satisfies Record<
  DenialRule | "DISPUTED" | "MASKED" | "OUT_OF_SCOPE" | "SOURCE_DOWN" | "SOURCE_TIMEOUT",
  Reason
>;

export type ReasonRule = keyof typeof REASONS;

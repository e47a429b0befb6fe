import type { CodeTable } from "./code-table.ts";

/** How far a record can be relied on. */
export const CONFIDENCE = {
  AUTHORITATIVE: { zh: "数源部门权威数据", en: "From the authoritative source department" },
  SECONDARY: { zh: "其他部门采集", en: "From another department" },
  DERIVED: { zh: "枢纽推导", en: "Derived by the hub" },
  SELF_DECLARED: { zh: "本人申报", en: "Declared by the subject" },
} as const satisfies CodeTable;

/** What loading or checking a record noticed without refusing it. */
export const QUALITY_FLAG = {
  NORMALISED: { zh: "编码已规范化", en: "Width, case or spaces were normalised" },
  UPGRADED_15: { zh: "15位号码已升为18位", en: "A 15-digit number was upgraded" },
  REGION_UNKNOWN: { zh: "区划代码不在区划表中", en: "The region code is not in the table" },
  REGION_RETIRED_BEFORE_BIRTH: { zh: "区划代码在出生前已停用", en: "The region code ended before the birth" },
  REGION_UPGRADED: { zh: "停用区划已换为后继区划", en: "A retired region was replaced by its successor" },
  REGION_AMBIGUOUS: { zh: "停用区划有多个后继，未取值", en: "A retired region has several successors; left empty" },
  GENDER_MISMATCH: { zh: "性别与号码不一致", en: "The sex differs from the number" },
  BIRTHDATE_MISMATCH: { zh: "出生日期与号码不一致", en: "The birth date differs from the number" },
  IDENTITY_CONFLICT: { zh: "同一号码对应不同姓名", en: "One number with different names" },
  REVIEW_LIFE_STATUS: { zh: "存亡状态待复核", en: "The life status needs review" },
  WARN_INNER_ORG_CHECK: {
    zh: "信用代码内组织机构代码校验不符",
    en: "The organisation code inside fails its own check",
  },
  WARN_ISSUER_FORMAT: { zh: "证照颁发机构代码格式非标准", en: "The issuer code has a non-standard form" },
  CATEGORY_MISMATCH: { zh: "信用代码类别与主体类别不一致", en: "The code's category differs from the kind of entity" },
  CODE_UNMAPPED: { zh: "代码值不在代码表中", en: "A code value is not in its table" },
} as const satisfies CodeTable;

export const VERIFICATION_RESULT = {
  MATCH: { zh: "一致", en: "The values are the same" },
  MISMATCH: { zh: "不一致", en: "The values differ" },
  NOT_FOUND: { zh: "查无可比对的记录或取值", en: "No record or value was found to compare with" },
  STALE: { zh: "数据超过时效，未比对", en: "The data are too old, so nothing was compared" },
  NOT_GRANTED: { zh: "没有核验该字段的授权", en: "No grant allows verifying the field" },
} as const satisfies CodeTable;

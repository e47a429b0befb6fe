import type { CodeTable } from "./code-table.ts";

/** GB/T 2261.1 */
export const SEX = {
  UNKNOWN: { code: "0", zh: "未知的性别", en: "Unknown" },
  MALE: { code: "1", zh: "男性", en: "Male" },
  FEMALE: { code: "2", zh: "女性", en: "Female" },
  NOT_STATED: { code: "9", zh: "未说明的性别", en: "Not stated" },
} as const satisfies CodeTable;

/** GB/T 2261.2 */
export const MARITAL_STATUS = {
  SINGLE: { code: "10", zh: "未婚", en: "Never married" },
  MARRIED: { code: "20", zh: "已婚", en: "Married" },
  FIRST_MARRIED: { code: "21", zh: "初婚", en: "Married for the first time" },
  REMARRIED: { code: "22", zh: "再婚", en: "Married again" },
  REUNITED: { code: "23", zh: "复婚", en: "Married again to the same spouse" },
  WIDOWED: { code: "30", zh: "丧偶", en: "Widowed" },
  DIVORCED: { code: "40", zh: "离婚", en: "Divorced" },
  NOT_STATED: { code: "90", zh: "未说明的婚姻状况", en: "Not stated" },
} as const satisfies CodeTable;

/** GB/T 4658-2006 */
export const EDUCATION = {
  POSTGRADUATE: { code: "10", zh: "研究生教育", en: "Postgraduate" },
  DOCTORATE: { code: "11", zh: "博士研究生毕业", en: "Doctorate completed" },
  MASTER: { code: "14", zh: "硕士研究生毕业", en: "Master's degree completed" },
  UNDERGRADUATE: { code: "20", zh: "大学本科教育", en: "Undergraduate" },
  UNDERGRADUATE_GRADUATED: { code: "21", zh: "大学本科毕业", en: "Undergraduate, graduated" },
  UNDERGRADUATE_FINISHED: { code: "22", zh: "大学本科结业", en: "Undergraduate, finished without graduating" },
  UNDERGRADUATE_LEFT: { code: "23", zh: "大学本科肄业", en: "Undergraduate, left early" },
  JUNIOR_COLLEGE: { code: "30", zh: "大学专科教育", en: "Junior college" },
  JUNIOR_COLLEGE_GRADUATED: { code: "31", zh: "大学专科毕业", en: "Junior college, graduated" },
  SECONDARY_VOCATIONAL: { code: "40", zh: "中等职业教育", en: "Secondary vocational" },
  TECHNICAL_SECONDARY: { code: "41", zh: "中等专科毕业", en: "Technical secondary school, graduated" },
  VOCATIONAL_HIGH: { code: "44", zh: "职业高中毕业", en: "Vocational high school, graduated" },
  SKILLED_WORKER: { code: "47", zh: "技工学校毕业", en: "Skilled-worker school, graduated" },
  SENIOR_HIGH: { code: "60", zh: "普通高级中学教育", en: "Senior high school" },
  SENIOR_HIGH_GRADUATED: { code: "61", zh: "普通高中毕业", en: "Senior high school, graduated" },
  JUNIOR_HIGH: { code: "70", zh: "初级中学教育", en: "Junior high school" },
  JUNIOR_HIGH_GRADUATED: { code: "71", zh: "初中毕业", en: "Junior high school, graduated" },
  PRIMARY: { code: "80", zh: "小学教育", en: "Primary school" },
  PRIMARY_GRADUATED: { code: "81", zh: "小学毕业", en: "Primary school, graduated" },
  OTHER: { code: "90", zh: "其他", en: "Other" },
} as const satisfies CodeTable;

/** GB/T 4761, relation to the head of the household. */
export const FAMILY_RELATION = {
  SELF: { code: "01", zh: "本人", en: "Self" },
  HEAD: { code: "02", zh: "户主", en: "Head of household" },
  SPOUSE: { code: "10", zh: "配偶", en: "Spouse" },
  HUSBAND: { code: "11", zh: "夫", en: "Husband" },
  WIFE: { code: "12", zh: "妻", en: "Wife" },
  SON: { code: "20", zh: "子", en: "Son" },
  DAUGHTER: { code: "30", zh: "女", en: "Daughter" },
  GRANDCHILD: { code: "40", zh: "孙子、孙女或外孙子、外孙女", en: "Grandchild" },
  PARENT: { code: "50", zh: "父母", en: "Parent" },
  FATHER: { code: "51", zh: "父亲", en: "Father" },
  MOTHER: { code: "52", zh: "母亲", en: "Mother" },
  GRANDPARENT: { code: "60", zh: "祖父母或外祖父母", en: "Grandparent" },
  SIBLING: { code: "70", zh: "兄弟姐妹", en: "Sibling" },
  OTHER_RELATIVE: { code: "97", zh: "其他亲属", en: "Other relative" },
  NON_RELATIVE: { code: "99", zh: "非亲属", en: "Not a relative" },
} as const satisfies CodeTable;

/** GA/T 517 and GB/T 36903. */
export const ID_DOCUMENT_TYPE = {
  UNIFIED_SOCIAL_CREDIT_CODE: { code: "001", zh: "统一社会信用代码", en: "Unified social credit code" },
  RESIDENT_ID_CARD: { code: "111", zh: "居民身份证", en: "Resident identity card" },
  TEMPORARY_ID_CARD: { code: "112", zh: "临时居民身份证", en: "Temporary identity card" },
  HOUSEHOLD_REGISTER: { code: "113", zh: "户口簿", en: "Household register" },
  OFFICER_CARD: { code: "114", zh: "军官证", en: "Military officer card" },
  PASSPORT: { code: "414", zh: "普通护照", en: "Ordinary passport" },
  TAIWAN_PERMIT: { code: "511", zh: "台湾居民来往大陆通行证", en: "Mainland travel permit for Taiwan residents" },
  HONG_KONG_MACAO_PERMIT: {
    code: "516",
    zh: "港澳居民来往内地通行证",
    en: "Mainland travel permit for Hong Kong and Macao residents",
  },
  FOREIGN_PERMANENT_RESIDENT: { code: "553", zh: "外国人永久居留身份证", en: "Foreign permanent resident card" },
} as const satisfies CodeTable;

/** Type of household registration. */
export const HUKOU_TYPE = {
  FAMILY: { code: "10", zh: "家庭户", en: "Family household" },
  COLLECTIVE: { code: "20", zh: "集体户", en: "Collective household" },
} as const satisfies CodeTable;

export const LIFE_STATUS = {
  ALIVE: { zh: "健在", en: "Alive" },
  DECEASED: { zh: "死亡", en: "Deceased" },
  MISSING_DECLARED: { zh: "宣告失踪", en: "Declared missing" },
  UNKNOWN: { zh: "不详", en: "Unknown" },
} as const satisfies CodeTable;

export const POPULATION_KIND = {
  HUKOU: { zh: "户籍人口", en: "Household registered here" },
  RESIDENT: { zh: "常住人口", en: "Resident here" },
  INFLOW: { zh: "流入人口", en: "Living here, registered elsewhere" },
  OUTFLOW: { zh: "流出人口", en: "Registered here, living elsewhere" },
  OVERSEAS: { zh: "境外人员", en: "From outside the mainland" },
} as const satisfies CodeTable;

export const PENSION_STATUS = {
  NONE: { zh: "未参保", en: "Not insured" },
  INSURED: { zh: "参保缴费", en: "Insured and paying" },
  SUSPENDED: { zh: "暂停", en: "Suspended" },
  RECEIVING: { zh: "领取待遇", en: "Receiving a pension" },
} as const satisfies CodeTable;

export const MEDICAL_INSURANCE_STATUS = {
  NONE: { zh: "未参保", en: "Not insured" },
  EMPLOYEE: { zh: "职工医保", en: "Insured as an employee" },
  RESIDENT: { zh: "居民医保", en: "Insured as a resident" },
  SUSPENDED: { zh: "暂停", en: "Suspended" },
} as const satisfies CodeTable;

/** GB/T 26341, kind of disability. */
export const DISABILITY_KIND = {
  SIGHT: { code: "1", zh: "视力残疾", en: "Sight" },
  HEARING: { code: "2", zh: "听力残疾", en: "Hearing" },
  SPEECH: { code: "3", zh: "言语残疾", en: "Speech" },
  PHYSICAL: { code: "4", zh: "肢体残疾", en: "Physical" },
  INTELLECTUAL: { code: "5", zh: "智力残疾", en: "Intellectual" },
  MENTAL: { code: "6", zh: "精神残疾", en: "Mental" },
  MULTIPLE: { code: "7", zh: "多重残疾", en: "Multiple" },
} as const satisfies CodeTable;

/** GB/T 26341, grade of disability, the first being the most severe. */
export const DISABILITY_GRADE = {
  FIRST: { code: "1", zh: "一级", en: "First grade, most severe" },
  SECOND: { code: "2", zh: "二级", en: "Second grade" },
  THIRD: { code: "3", zh: "三级", en: "Third grade" },
  FOURTH: { code: "4", zh: "四级", en: "Fourth grade" },
} as const satisfies CodeTable;

export const LEAVE_REASON = {
  DEATH: { zh: "死亡", en: "Death" },
  MOVED_OUT: { zh: "迁出", en: "Moved out" },
  MARRIAGE: { zh: "婚嫁", en: "Marriage" },
  HOUSEHOLD_SPLIT: { zh: "分户", en: "Household split" },
  OTHER: { zh: "其他", en: "Other" },
} as const satisfies CodeTable;

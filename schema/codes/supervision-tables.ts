import type { CodeTable } from "./code-table.ts";

export const INSPECTION_KIND = {
  DAILY: { zh: "日常检查", en: "Routine" },
  DOUBLE_RANDOM: { zh: "双随机抽查", en: "Double-random" },
  SPECIAL: { zh: "专项检查", en: "Special campaign" },
  COMPLAINT: { zh: "因投诉检查", en: "After a complaint" },
  JOINT: { zh: "联合检查", en: "Joint" },
} as const satisfies CodeTable;

/** Results of double-random inspections. NO_PROBLEM excludes all the others. */
export const INSPECTION_RESULT = {
  NO_PROBLEM: { code: "1", zh: "未发现问题", en: "No problem found" },
  REGISTRATION_VIOLATION: { code: "2", zh: "违反登记管理相关规定", en: "Registration rules broken" },
  FOOD_DRUG_VIOLATION: { code: "3", zh: "违反食品药品管理相关规定", en: "Food or drug rules broken" },
  QUALITY_VIOLATION: { code: "4", zh: "违反质量技术监督相关规定", en: "Quality or technical rules broken" },
  OTHER_DEPARTMENT_VIOLATION: { code: "5", zh: "违反其他部门相关规定", en: "Rules of another department broken" },
  UNREACHABLE: { code: "6", zh: "通过登记的住所无法联系", en: "Not reachable at the registered address" },
  CLOSED_OR_LIQUIDATING: { code: "7", zh: "已关闭停业或正在组织清算", en: "Closed or being wound up" },
  OBSTRUCTED: { code: "8", zh: "不配合检查情节严重", en: "Serious obstruction of the inspection" },
  CANCELLED: { code: "9", zh: "注销", en: "Cancelled" },
  REVOKED: { code: "10", zh: "被吊销", en: "Revoked" },
  ANNULLED: { code: "11", zh: "被撤销", en: "Annulled" },
  MOVED_OUT: { code: "12", zh: "迁出", en: "Moved out" },
  PENDING_FOLLOW_UP: { code: "A", zh: "发现问题待后续处理", en: "Problem found, follow-up pending" },
  NOT_PUBLISHED: { code: "B", zh: "未按规定公示应当公示的信息", en: "Required information not published" },
  FALSE_PUBLICATION: {
    code: "C",
    zh: "公示信息隐瞒真实情况、弄虚作假",
    en: "Published information conceals or falsifies",
  },
  COMMERCE_VIOLATION: { code: "D", zh: "违反其他工商行政管理规定", en: "Other rules of industry and commerce broken" },
  CORRECTED_ON_ORDER: { code: "E", zh: "发现问题经责令已改正", en: "Problem corrected on order" },
  ACTIVITY_NOT_FOUND: { code: "F", zh: "未发现开展本次抽查涉及的经营活动", en: "The inspected activity was not found" },
  PUBLIC_SECURITY_VIOLATION: { code: "G", zh: "违反公安部门相关规定", en: "Public-security rules broken" },
} as const satisfies CodeTable;

/** Administrative Penalty Law, article 9: first digit the item of the article, second the kind within it. */
export const PENALTY_KIND = {
  WARNING: { code: "11", zh: "警告", en: "Warning" },
  CRITICISM: { code: "12", zh: "通报批评", en: "Circulated criticism" },
  FINE: { code: "21", zh: "罚款", en: "Fine" },
  CONFISCATED_INCOME: { code: "22", zh: "没收违法所得", en: "Unlawful income confiscated" },
  CONFISCATED_PROPERTY: { code: "23", zh: "没收非法财物", en: "Unlawful property confiscated" },
  PERMIT_WITHHELD: { code: "31", zh: "暂扣许可证件", en: "Permit withheld" },
  GRADE_LOWERED: { code: "32", zh: "降低资质等级", en: "Grade of qualification lowered" },
  PERMIT_REVOKED: { code: "33", zh: "吊销许可证件", en: "Permit revoked" },
  BUSINESS_RESTRICTED: { code: "41", zh: "限制开展生产经营活动", en: "Business restricted" },
  BUSINESS_SUSPENDED: { code: "42", zh: "责令停产停业", en: "Business suspended by order" },
  CLOSED_BY_ORDER: { code: "43", zh: "责令关闭", en: "Closed by order" },
  BARRED_FROM_TRADE: { code: "44", zh: "限制从业", en: "Barred from the trade" },
  DETENTION: { code: "51", zh: "行政拘留", en: "Administrative detention, natural persons only" },
  OTHER: { code: "61", zh: "法律、行政法规规定的其他行政处罚", en: "Other penalty set by law" },
} as const satisfies CodeTable;

export const PUBLICATION = {
  YES: { zh: "公示", en: "Published" },
  NO: { zh: "不公示", en: "Not published" },
} as const satisfies CodeTable;

/** Grounds for the list of abnormal operations. */
export const ABNORMAL_GROUND = {
  ANNUAL_REPORT_MISSING: { code: "1", zh: "未按规定期限公示年度报告", en: "Annual report not published in time" },
  ORDERED_PUBLICATION_MISSING: {
    code: "2",
    zh: "未在责令期限内公示信息",
    en: "Information not published within the ordered period",
  },
  CONCEALED_OR_FALSE: {
    code: "3",
    zh: "公示信息隐瞒真实情况、弄虚作假",
    en: "Published information conceals or falsifies",
  },
  UNREACHABLE: { code: "4", zh: "通过登记的住所无法联系", en: "Not reachable at the registered address" },
} as const satisfies CodeTable;

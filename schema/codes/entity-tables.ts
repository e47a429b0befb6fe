import type { CodeTable } from "./code-table.ts";

export const ENTITY_KIND = {
  ENTERPRISE: { zh: "企业", en: "Enterprise" },
  INDIVIDUAL_BUSINESS: { zh: "个体工商户", en: "Individual business" },
  COOPERATIVE: { zh: "农民专业合作社", en: "Farmers' co-operative" },
  INSTITUTION: { zh: "事业单位", en: "Public institution" },
  SOCIAL_GROUP: { zh: "社会团体", en: "Social group" },
  PRIVATE_NON_ENTERPRISE: { zh: "民办非企业单位", en: "Private non-enterprise unit" },
  FOUNDATION: { zh: "基金会", en: "Foundation" },
  GOVERNMENT_BODY: { zh: "机关", en: "Government body" },
  BRANCH: { zh: "分支机构", en: "Branch" },
  OTHER: { zh: "其他", en: "Other" },
} as const satisfies CodeTable;

/** Registration type of a market entity, four digits. */
export const ENTERPRISE_TYPE = {
  LIMITED_COMPANY: { code: "1100", zh: "有限责任公司", en: "Limited liability company" },
  WHOLLY_STATE_OWNED: { code: "1110", zh: "有限责任公司（国有独资）", en: "Limited company, wholly state-owned" },
  NATURAL_PERSON_LIMITED: {
    code: "1130",
    zh: "有限责任公司（自然人投资或控股）",
    en: "Limited company held by natural persons",
  },
  ONE_PERSON_LIMITED: { code: "1150", zh: "一人有限责任公司", en: "One-person limited company" },
  JOINT_STOCK: { code: "1200", zh: "股份有限公司", en: "Joint-stock company" },
  DOMESTIC_BRANCH: { code: "2000", zh: "内资分公司", en: "Branch of a domestic company" },
  OWNED_BY_ALL_PEOPLE: { code: "3100", zh: "全民所有制", en: "Owned by the whole people" },
  COLLECTIVE: { code: "3200", zh: "集体所有制", en: "Collectively owned" },
  STOCK_COOPERATIVE: { code: "3400", zh: "股份合作制", en: "Stock co-operative" },
  SOLE_PROPRIETORSHIP: { code: "4500", zh: "个人独资企业", en: "Sole proprietorship" },
  PARTNERSHIP: { code: "4530", zh: "合伙企业", en: "Partnership" },
  FOREIGN_INVESTED: { code: "5000", zh: "外商投资企业", en: "Foreign-invested enterprise" },
  HONG_KONG_MACAO_TAIWAN_INVESTED: {
    code: "6000",
    zh: "港澳台投资企业",
    en: "Invested from Hong Kong, Macao or Taiwan",
  },
  FOREIGN_REPRESENTATIVE_OFFICE: {
    code: "7000",
    zh: "外国企业常驻代表机构",
    en: "Representative office of a foreign enterprise",
  },
  FARMER_COOPERATIVE: { code: "9100", zh: "农民专业合作社", en: "Farmers' co-operative" },
  INDIVIDUAL_BUSINESS: { code: "9500", zh: "个体工商户", en: "Individual business" },
} as const satisfies CodeTable;

/** Market registers use 1–9; institutions and social organisations use the five without a code, and CANCELLED. */
export const REGISTRATION_STATUS = {
  ACTIVE: { code: "1", zh: "存续（在营、开业、在册）", en: "Active" },
  REVOKED_NOT_CANCELLED: { code: "2", zh: "吊销，未注销", en: "Licence revoked, not yet cancelled" },
  REVOKED_AND_CANCELLED: { code: "3", zh: "吊销，已注销", en: "Licence revoked and cancelled" },
  CANCELLED: { code: "4", zh: "注销", en: "Cancelled" },
  ANNULLED: { code: "5", zh: "撤销", en: "Registration annulled" },
  MOVED_OUT: { code: "6", zh: "迁出", en: "Moved out" },
  DORMANT: { code: "7", zh: "歇业", en: "Dormant, three years at most" },
  OTHER: { code: "9", zh: "其他", en: "Other" },
  PREPARING: { zh: "筹备", en: "In preparation" },
  REGISTERED: { zh: "已登记", en: "Registered" },
  CHANGING: { zh: "变更中", en: "Change in progress" },
  REVOKED: { zh: "被撤销登记", en: "Registration withdrawn" },
} as const satisfies CodeTable;

export const TAXPAYER_TYPE = {
  GENERAL: { zh: "增值税一般纳税人", en: "General taxpayer" },
  SMALL_SCALE: { zh: "小规模纳税人", en: "Small-scale taxpayer" },
  OTHER: { zh: "其他", en: "Other" },
} as const satisfies CodeTable;

export const TAX_STATUS = {
  NOT_REGISTERED: { zh: "未登记", en: "Not registered" },
  NORMAL: { zh: "正常", en: "Normal" },
  ABNORMAL: { zh: "非正常户", en: "Abnormal" },
  SUSPENDED: { zh: "停业", en: "Suspended" },
  CANCELLED: { zh: "注销", en: "Cancelled" },
} as const satisfies CodeTable;

export const SOCIAL_INSURANCE_STATUS = {
  NOT_REGISTERED: { zh: "未参保登记", en: "Not registered" },
  INSURED: { zh: "正常参保", en: "Insured" },
  SUSPENDED: { zh: "暂停缴费", en: "Payments suspended" },
  CANCELLED: { zh: "已注销", en: "Cancelled" },
} as const satisfies CodeTable;

export const FUND_SOURCE = {
  FULL_BUDGET: { zh: "财政补助（全额）", en: "Fully funded from the budget" },
  PARTIAL_BUDGET: { zh: "财政补助（差额）", en: "Partly funded from the budget" },
  SELF_FUNDED: { zh: "经费自理", en: "Self-funded" },
  MEMBER_FEES: { zh: "会费与捐赠", en: "Fees and donations" },
  OTHER: { zh: "其他", en: "Other" },
} as const satisfies CodeTable;

export const SHAREHOLDER_KIND = {
  PERSON: { zh: "自然人", en: "Natural person" },
  ENTITY: { zh: "法人或其他组织", en: "Organisation" },
  FOREIGN: { zh: "境外投资者", en: "Investor from outside the mainland" },
  OTHER: { zh: "其他", en: "Other" },
} as const satisfies CodeTable;

/** How a capital contribution is made. */
export const CONTRIBUTION_METHOD = {
  MONEY: { code: "1", zh: "货币", en: "Money" },
  IN_KIND: { code: "2", zh: "实物", en: "In kind" },
  INTELLECTUAL_PROPERTY: { code: "3", zh: "知识产权", en: "Intellectual property" },
  LAND_USE_RIGHT: { code: "4", zh: "土地使用权", en: "Land-use right" },
  EQUITY: { code: "5", zh: "股权", en: "Equity" },
  OTHER: { code: "9", zh: "其他", en: "Other" },
} as const satisfies CodeTable;

export const POSITION = {
  CHAIR: { zh: "董事长", en: "Chair of the board" },
  EXECUTIVE_DIRECTOR: { zh: "执行董事", en: "Executive director" },
  DIRECTOR: { zh: "董事", en: "Director" },
  SUPERVISOR: { zh: "监事", en: "Supervisor" },
  GENERAL_MANAGER: { zh: "总经理", en: "General manager" },
  MANAGER: { zh: "经理", en: "Manager" },
  MANAGING_PARTNER: { zh: "执行事务合伙人", en: "Managing partner" },
  OPERATOR: { zh: "经营者", en: "Operator of an individual business" },
  PERSON_IN_CHARGE: { zh: "负责人", en: "Person in charge" },
  OTHER: { zh: "其他", en: "Other" },
} as const satisfies CodeTable;

/** The six levels of administration; PROVINCE is the highest. */
export const ADMINISTRATIVE_LEVEL = {
  PROVINCE: { code: "1", zh: "省", en: "Province" },
  CITY: { code: "2", zh: "市（州）", en: "City or prefecture" },
  COUNTY: { code: "3", zh: "县（市、区）", en: "County" },
  TOWNSHIP: { code: "4", zh: "乡镇（街道）", en: "Township or street" },
  VILLAGE: { code: "5", zh: "村（社区）", en: "Village or community" },
  GRID: { code: "6", zh: "网格", en: "Grid" },
} as const satisfies CodeTable;

/** What a service object code stands for. */
export const SUBJECT_TYPE = {
  PERSON: { zh: "自然人", en: "A natural person" },
  ENTITY: { zh: "法人或其他组织", en: "An organisation" },
} as const satisfies CodeTable;

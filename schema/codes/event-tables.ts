import type { CodeTable } from "./code-table.ts";

/** Main event category, the hub's own two-digit codes. */
export const EVENT_CATEGORY = {
  DISPUTE: { code: "01", zh: "矛盾纠纷", en: "Dispute" },
  PUBLIC_ORDER_RISK: { code: "02", zh: "治安隐患", en: "Public-order risk" },
  PUBLIC_SAFETY: { code: "03", zh: "公共安全", en: "Public safety" },
  ENVIRONMENT: { code: "04", zh: "环境与市政", en: "Environment and urban facilities" },
  LIVELIHOOD: { code: "05", zh: "民生服务", en: "Livelihood service" },
  SPECIAL_POPULATION: { code: "06", zh: "特殊人群服务管理", en: "Service for special population, always L4" },
  SCHOOL_SAFETY: { code: "07", zh: "校园及周边安全", en: "Safety in and around schools" },
  LINE_AND_RIVER_SAFETY: { code: "08", zh: "护路护线护江河", en: "Protection of roads, lines and rivers" },
  PETITION: { code: "09", zh: "信访诉求", en: "Petition" },
  EMERGENCY: { code: "10", zh: "突发事件", en: "Emergency" },
  OTHER: { code: "99", zh: "其他", en: "Other" },
} as const satisfies CodeTable;

/** Four digits: the category and the kind within it. */
export const EVENT_CATEGORY_CODE = {
  DISPUTE_FAMILY: { code: "0101", zh: "婚姻家庭纠纷", en: "Marriage or family" },
  DISPUTE_NEIGHBOURS: { code: "0102", zh: "邻里纠纷", en: "Neighbours" },
  DISPUTE_HOUSING: { code: "0103", zh: "房屋宅基地纠纷", en: "House or homestead" },
  DISPUTE_CONTRACT: { code: "0104", zh: "合同纠纷", en: "Contract" },
  DISPUTE_BUSINESS: { code: "0105", zh: "生产经营纠纷", en: "Production or business" },
  DISPUTE_DAMAGES: { code: "0106", zh: "损害赔偿纠纷", en: "Damages" },
  DISPUTE_LAND_WATER: { code: "0107", zh: "山林土地水利纠纷", en: "Forest, land or water" },
  DISPUTE_LAND_TAKING: { code: "0108", zh: "征地拆迁纠纷", en: "Land taking or demolition" },
  DISPUTE_UNPAID_WAGES: { code: "0109", zh: "拖欠工资纠纷", en: "Unpaid wages" },
  DISPUTE_LABOUR: { code: "0110", zh: "其他劳动纠纷", en: "Other labour dispute" },
  DISPUTE_MEDICAL: { code: "0111", zh: "医疗纠纷", en: "Medical" },
  DISPUTE_TRAFFIC: { code: "0112", zh: "交通事故纠纷", en: "Traffic accident" },
  DISPUTE_PROPERTY_MANAGEMENT: { code: "0113", zh: "物业纠纷", en: "Property management" },
  DISPUTE_CONSUMER: { code: "0114", zh: "消费纠纷", en: "Consumer" },
  DISPUTE_ENVIRONMENT: { code: "0115", zh: "环境纠纷", en: "Environment" },
  DISPUTE_OTHER: { code: "0199", zh: "其他矛盾纠纷", en: "Other dispute" },
  ORDER_THEFT_ROBBERY: { code: "0201", zh: "盗抢线索", en: "Clue to theft or robbery" },
  ORDER_VICE_DRUGS: { code: "0202", zh: "黄赌毒线索", en: "Clue to prostitution, gambling or drugs" },
  ORDER_SUSPICIOUS_PERSON: { code: "0203", zh: "可疑人员", en: "Suspicious person" },
  ORDER_RENTED_HOUSING: { code: "0204", zh: "出租房隐患", en: "Risk in rented housing" },
  ORDER_PYRAMID_SELLING: { code: "0205", zh: "传销", en: "Pyramid selling" },
  ORDER_TELECOM_FRAUD: { code: "0206", zh: "电信诈骗", en: "Telecom fraud" },
  ORDER_OTHER: { code: "0299", zh: "其他治安隐患", en: "Other public-order risk" },
  SAFETY_WORK: { code: "0301", zh: "安全生产", en: "Work safety" },
  SAFETY_FIRE: { code: "0302", zh: "消防", en: "Fire" },
  SAFETY_TRAFFIC_FACILITY: { code: "0303", zh: "交通设施", en: "Traffic facility" },
  SAFETY_DANGEROUS_GOODS: { code: "0304", zh: "危险化学品", en: "Dangerous goods" },
  SAFETY_GEOLOGICAL: { code: "0305", zh: "地质灾害", en: "Geological hazard" },
  SAFETY_GAS_ELECTRICITY: { code: "0306", zh: "燃气用电", en: "Gas or electricity" },
  SAFETY_OTHER: { code: "0399", zh: "其他公共安全", en: "Other public-safety event" },
  ENVIRONMENT_WASTE: { code: "0401", zh: "垃圾", en: "Waste" },
  ENVIRONMENT_STREET_OCCUPATION: { code: "0402", zh: "占道", en: "Street occupied" },
  ENVIRONMENT_NOISE: { code: "0403", zh: "噪声", en: "Noise" },
  ENVIRONMENT_UTILITIES: { code: "0404", zh: "水电气热", en: "Water, power, gas or heating" },
  ENVIRONMENT_MANHOLE_ROAD: { code: "0405", zh: "井盖道路", en: "Manhole cover or road" },
  ENVIRONMENT_ILLEGAL_BUILDING: { code: "0406", zh: "违法建设", en: "Illegal building" },
  ENVIRONMENT_OTHER: { code: "0499", zh: "其他环境与市政", en: "Other environment or facility event" },
  LIVELIHOOD_SOCIAL_INSURANCE: { code: "0501", zh: "社会保险", en: "Social insurance" },
  LIVELIHOOD_ASSISTANCE: { code: "0502", zh: "低保救助", en: "Social assistance" },
  LIVELIHOOD_MEDICAL: { code: "0503", zh: "就医", en: "Medical care" },
  LIVELIHOOD_SCHOOLING: { code: "0504", zh: "就学", en: "Schooling" },
  LIVELIHOOD_PAPERS: { code: "0505", zh: "证照代办", en: "Help with papers" },
  LIVELIHOOD_HARDSHIP: { code: "0506", zh: "困难帮扶", en: "Help in hardship" },
  LIVELIHOOD_OTHER: { code: "0599", zh: "其他民生服务", en: "Other livelihood service" },
  SPECIAL_VISIT: { code: "0601", zh: "走访", en: "Visit" },
  SPECIAL_LOST_CONTACT: { code: "0602", zh: "脱管失联", en: "Contact lost" },
  SPECIAL_RESETTLEMENT: { code: "0603", zh: "帮扶安置", en: "Resettlement" },
  SPECIAL_OTHER: { code: "0699", zh: "其他特殊人群事项", en: "Other" },
  SCHOOL_ON_CAMPUS: { code: "0701", zh: "校园内安全", en: "On campus" },
  SCHOOL_SURROUNDINGS: { code: "0702", zh: "校园周边安全", en: "Around a school" },
  SCHOOL_OTHER: { code: "0799", zh: "其他校园安全", en: "Other school safety" },
  LINE_ROAD_RAIL: { code: "0801", zh: "护路", en: "Road or railway" },
  LINE_CABLE_RIVER: { code: "0802", zh: "护线护江河", en: "Cable, pipeline or river" },
  LINE_OTHER: { code: "0899", zh: "其他护路护线", en: "Other protection" },
  PETITION_APPEAL: { code: "0901", zh: "申诉求决", en: "Appeal for a decision" },
  PETITION_SUGGESTION: { code: "0902", zh: "建议", en: "Suggestion" },
  PETITION_ACCUSATION: { code: "0903", zh: "检举", en: "Accusation" },
  PETITION_ENQUIRY: { code: "0904", zh: "咨询", en: "Enquiry" },
  EMERGENCY_NATURAL: { code: "1001", zh: "自然灾害", en: "Natural disaster" },
  EMERGENCY_ACCIDENT: { code: "1002", zh: "事故灾难", en: "Accident" },
  EMERGENCY_HEALTH: { code: "1003", zh: "公共卫生事件", en: "Public-health event" },
  EMERGENCY_SECURITY: { code: "1004", zh: "社会安全事件", en: "Social-security event" },
  OTHER: { code: "9999", zh: "其他", en: "Other" },
} as const satisfies CodeTable;

export const EVENT_SEVERITY = {
  PARTICULARLY_SERIOUS: { code: "I", zh: "特别重大", en: "Particularly serious" },
  SERIOUS: { code: "II", zh: "重大", en: "Serious" },
  RELATIVELY_SERIOUS: { code: "III", zh: "较大", en: "Relatively serious" },
  ORDINARY: { code: "IV", zh: "一般", en: "Ordinary" },
} as const satisfies CodeTable;

export const EVENT_URGENCY = {
  NORMAL: { zh: "普通", en: "Normal" },
  URGENT: { zh: "紧急", en: "Urgent" },
  CRITICAL: { zh: "特急", en: "Critical" },
} as const satisfies CodeTable;

export const EVENT_CHANNEL = {
  GRID_APP: { zh: "网格终端", en: "Grid officers' app" },
  WECHAT: { zh: "微信", en: "WeChat" },
  PUBLIC_APP: { zh: "公众客户端", en: "Public app" },
  HOTLINE: { zh: "热线", en: "Hotline" },
  PORTAL: { zh: "政务服务网", en: "Government service portal" },
  PETITION: { zh: "信访渠道", en: "Petition office" },
  DEPARTMENT: { zh: "部门转来", en: "Another department" },
} as const satisfies CodeTable;

export const REPORTER_KIND = {
  OFFICER: { zh: "网格员或工作人员", en: "Officer" },
  CITIZEN: { zh: "群众", en: "Citizen" },
  ORG: { zh: "单位", en: "Organisation" },
  ANONYMOUS: { zh: "匿名", en: "Anonymous" },
} as const satisfies CodeTable;

export const EVENT_STATUS = {
  DRAFT: { zh: "草稿", en: "Draft" },
  REPORTED: { zh: "已上报", en: "Reported" },
  RETURNED_TO_REPORTER: { zh: "退回上报人", en: "Returned to the reporter" },
  INVALID: { zh: "无效", en: "Invalid" },
  MERGED: { zh: "已并案", en: "Merged into another event" },
  ACCEPTED: { zh: "已受理", en: "Accepted" },
  DISPATCHED: { zh: "已分派", en: "Dispatched" },
  PROCESSING: { zh: "办理中", en: "Being handled" },
  ESCALATED: { zh: "已上报上级", en: "Escalated" },
  TRANSFERRED: { zh: "已转办", en: "Transferred" },
  RETURNED: { zh: "已退回", en: "Returned" },
  SUSPENDED: { zh: "已挂起", en: "Suspended" },
  RESOLVED: { zh: "已处置", en: "Resolved" },
  REWORK: { zh: "返工", en: "Sent back for rework" },
  VERIFIED: { zh: "已核查", en: "Verified on site" },
  REPLIED: { zh: "已回复", en: "Replied to the reporter" },
  EVALUATED: { zh: "已评价", en: "Rated" },
  NO_EVALUATION: { zh: "未评价", en: "Not rated in time" },
  CLOSED: { zh: "已办结", en: "Closed" },
  REOPENED: { zh: "已重开", en: "Reopened" },
  ARCHIVED: { zh: "已归档", en: "Archived" },
} as const satisfies CodeTable;

export const SLA_STATE = {
  GREEN: { zh: "正常", en: "In time" },
  YELLOW: { zh: "临期（已用时限八成以上）", en: "At least 80 % of the time used" },
  RED: { zh: "超期", en: "Overdue" },
} as const satisfies CodeTable;

export const STEP_ACTION = {
  REPORT: { zh: "上报", en: "Report" },
  ACCEPT: { zh: "受理", en: "Accept" },
  REJECT: { zh: "不予受理", en: "Reject" },
  MERGE: { zh: "并案", en: "Merge" },
  DISPATCH: { zh: "分派", en: "Dispatch" },
  HANDLE: { zh: "办理", en: "Handle" },
  TRANSFER: { zh: "转办", en: "Transfer" },
  ESCALATE: { zh: "上报上级", en: "Escalate" },
  RETURN: { zh: "退回", en: "Return" },
  SUSPEND: { zh: "挂起", en: "Suspend" },
  RESUME: { zh: "恢复", en: "Resume" },
  JOINT_SIGN: { zh: "会签", en: "Joint sign-off" },
  SUPERVISE: { zh: "督办", en: "Supervise" },
  RESOLVE: { zh: "处置完毕", en: "Resolve" },
  VERIFY: { zh: "核查", en: "Verify" },
  REPLY: { zh: "回复", en: "Reply" },
  EVALUATE: { zh: "评价", en: "Rate" },
  CLOSE: { zh: "办结", en: "Close" },
  REOPEN: { zh: "重开", en: "Reopen" },
  ARCHIVE: { zh: "归档", en: "Archive" },
  AUTO_ESCALATE: { zh: "自动上报上级", en: "Escalate automatically" },
  AUTO_REMIND: { zh: "自动催办", en: "Remind automatically" },
} as const satisfies CodeTable;

export const INVOLVED_KIND = {
  PERSON: { zh: "人员", en: "Person" },
  PLACE: { zh: "地点", en: "Place" },
  ORG: { zh: "组织", en: "Organisation" },
  OBJECT: { zh: "物品", en: "Object" },
} as const satisfies CodeTable;

export const INVOLVED_ROLE = {
  PARTY: { zh: "当事人", en: "Party" },
  VICTIM: { zh: "受害人", en: "Victim" },
  WITNESS: { zh: "证人", en: "Witness" },
  ORGANISATION_CONCERNED: { zh: "涉事单位", en: "Organisation concerned" },
} as const satisfies CodeTable;

export const GRID_KIND = {
  BASE: { zh: "基础网格", en: "Base grid" },
  DEDICATED: { zh: "专属网格", en: "Dedicated grid" },
} as const satisfies CodeTable;

export const GRID_STATUS = {
  ACTIVE: { zh: "启用", en: "Active" },
  MERGED: { zh: "已并入其他网格", en: "Merged into another grid" },
  CLOSED: { zh: "停用", en: "Closed" },
} as const satisfies CodeTable;

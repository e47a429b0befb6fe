import type { CodeTable } from "./code-table.ts";

/** Status codes of issued licences; SUPERSEDED is the hub's own, for the version before the current one. */
export const LICENCE_STATUS = {
  VALID: { code: "01", zh: "有效", en: "Valid" },
  SUSPENDED: { code: "02", zh: "暂扣", en: "Suspended" },
  ANNULLED: { code: "03", zh: "撤销", en: "Annulled" },
  CANCELLED: { code: "04", zh: "注销", en: "Cancelled" },
  EXPIRED: { code: "05", zh: "失效", en: "Expired" },
  TRANSFERRED: { code: "06", zh: "转出", en: "Transferred" },
  REVOKED: { code: "07", zh: "吊销", en: "Revoked" },
  OTHER: { code: "99", zh: "其他", en: "Other" },
  SUPERSEDED: { zh: "已被新版本取代", en: "Superseded by a newer version" },
} as const satisfies CodeTable;

export const LICENCE_HOLDER_KIND = {
  PERSON: { zh: "自然人", en: "Natural person" },
  ENTITY: { zh: "法人或其他组织", en: "Organisation" },
  BOTH: { zh: "两者皆可", en: "Either" },
} as const satisfies CodeTable;

export const LICENCE_FILE_FORMAT = {
  OFD: { zh: "OFD 版式文件", en: "OFD document" },
  PDF: { zh: "PDF 文件", en: "PDF document" },
} as const satisfies CodeTable;

export const DIGEST_ALGORITHM = {
  SM3: { zh: "SM3 杂凑算法", en: "SM3" },
  SHA_256: { zh: "SHA-256 杂凑算法", en: "SHA-256" },
} as const satisfies CodeTable;

export const SECURITY_LEVEL = {
  L1: { zh: "公开", en: "Public" },
  L2: { zh: "内部", en: "Internal" },
  L3: { zh: "个人或商业信息", en: "Personal or commercial" },
  L4: { zh: "高度敏感", en: "Highly sensitive" },
} as const satisfies CodeTable;

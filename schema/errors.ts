/** A text in both languages of the hub. */
export interface BilingualText {
  readonly zh: string;
  readonly en: string;
}

interface ErrorEntry extends BilingualText {
  /** HTTP status when the whole request fails with this code and the caller accepts `application/graphql-response+json`. */
  readonly httpStatus: number;
}

/** Every code that may reach a caller. Callers match the code, never the text. */
export const ERRORS = {
  UNAUTHENTICATED: {
    httpStatus: 401,
    zh: "访问令牌缺失、无效或已被吊销。",
    en: "The access token is missing, invalid or revoked.",
  },
  PURPOSE_REQUIRED: {
    httpStatus: 400,
    zh: "请在请求头 x-purpose 中说明用途。",
    en: "State a purpose in the x-purpose header.",
  },
  PURPOSE_UNKNOWN: { httpStatus: 400, zh: "用途代码未登记。", en: "The purpose code is not registered." },
  PURPOSE_NOT_ALLOWED: {
    httpStatus: 403,
    zh: "本部门不得以此用途查询。",
    en: "This department may not use this purpose.",
  },
  CASE_REQUIRED: {
    httpStatus: 400,
    zh: "此用途须在请求头 x-case 中给出办件号。",
    en: "This purpose needs a case number in the x-case header.",
  },
  BAD_NUMBER: { httpStatus: 400, zh: "号码未通过校验。", en: "The number fails its check." },
  FIELD_FORBIDDEN: { httpStatus: 403, zh: "没有读取该字段的授权。", en: "No grant gives this field." },
  ARGUMENT_FORBIDDEN: {
    httpStatus: 403,
    zh: "没有按该参数查询的授权。",
    en: "No grant allows asking by this argument.",
  },
  OUT_OF_SCOPE: {
    httpStatus: 403,
    zh: "该记录不在授权的区域范围内。",
    en: "The record lies outside the granted scope.",
  },
  CONSENT_REQUIRED: {
    httpStatus: 403,
    zh: "此用途须有当事人在本案中的有效同意。",
    en: "This purpose needs the standing consent of the people concerned, in this case.",
  },
  GRANT_EXPIRED: { httpStatus: 403, zh: "授权已到期。", en: "The grant has expired." },
  GUESS_LIMITED: {
    httpStatus: 429,
    zh: "错误核验次数过多，已暂停。",
    en: "Too many wrong guesses; verification is paused.",
  },
  RATE_LIMITED: { httpStatus: 429, zh: "请求过多，请稍后重试。", en: "Too many requests; try again later." },
  LIMIT_EXCEEDED: { httpStatus: 400, zh: "请求超出规模上限。", en: "The request exceeds a size limit." },
  OPERATION_NOT_TRUSTED: { httpStatus: 403, zh: "该操作未登记。", en: "The operation is not registered." },
  SOURCE_DOWN: { httpStatus: 503, zh: "数据源暂不可用。", en: "The source is not available." },
  SOURCE_TIMEOUT: { httpStatus: 504, zh: "数据源未在期限内答复。", en: "The source did not answer in time." },
  ROLE_REQUIRED: {
    httpStatus: 403,
    zh: "本操作需要其他角色或部门。",
    en: "This act needs another role or department.",
  },
  NOT_FOUND: { httpStatus: 404, zh: "没有该对象。", en: "There is no such object." },
  WRONG_STATE: { httpStatus: 409, zh: "当前状态不允许此操作。", en: "The present state does not allow this act." },
  SECOND_PERSON_REQUIRED: {
    httpStatus: 403,
    zh: "须由另一人办理，申请人和已表态的人不得再审批。",
    en: "Another person must do this: who asked or spoke already may not approve.",
  },
  ASSESSMENT_REQUIRED: {
    httpStatus: 409,
    zh: "敏感字段须先登记影响评估。",
    en: "Sensitive fields need a recorded impact assessment first.",
  },
  EXAMPLE_FAILED: {
    httpStatus: 409,
    zh: "策略未通过示例，不能生效。",
    en: "The policy fails an example and cannot be put in force.",
  },
  AUDIT_UNAVAILABLE: {
    httpStatus: 503,
    zh: "审计记录无法写入，已拒绝答复。",
    en: "The audit record cannot be written, so no answer is given.",
  },
  BAD_USER_INPUT: { httpStatus: 400, zh: "输入不符合要求。", en: "The input is not acceptable." },
  GRAPHQL_PARSE_FAILED: { httpStatus: 400, zh: "查询语句有语法错误。", en: "The operation has a syntax error." },
  GRAPHQL_VALIDATION_FAILED: {
    httpStatus: 400,
    zh: "查询语句与可见的模式不符。",
    en: "The operation does not fit the schema you may see.",
  },
  INTERNAL_SERVER_ERROR: {
    httpStatus: 500,
    zh: "内部错误，请凭请求编号联系平台。",
    en: "Internal error; quote the request id to the platform.",
  },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof ERRORS;

/** Both languages in one line, Chinese first, as `errors[].message` carries them. */
export function bilingual(text: BilingualText): string {
  return `${text.zh} ${text.en}`;
}

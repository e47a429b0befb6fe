import type { BilingualText } from "../errors.ts";
import type { CitizenIdRule } from "./citizen-id.ts";
import type { CreditCodeRule } from "./credit-code.ts";
import type { LicenceIdentifierRule } from "./licence-identifier.ts";
import type { OrganisationCodeRule } from "./organisation-code.ts";
import type { RegionCodeRule } from "./region-code.ts";

/** Every rule a number can fail. */
export type NumberRule = CitizenIdRule | CreditCodeRule | LicenceIdentifierRule | OrganisationCodeRule | RegionCodeRule;

/** What each rule says, in both languages; never the number. */
export const RULE_TEXTS: Readonly<Record<NumberRule, BilingualText>> = {
  LENGTH: { zh: "长度不符", en: "the length is wrong" },
  CHARSET: { zh: "含有不允许的字符", en: "a character is not allowed" },
  FORMAT: { zh: "格式不符", en: "the form is wrong" },
  CHECK_DIGIT: { zh: "校验码不符", en: "the check character is wrong" },
  BIRTHDATE: { zh: "出生日期不存在", en: "there is no such birth date" },
  BIRTH_IN_FUTURE: { zh: "出生日期晚于今天", en: "the birth date lies in the future" },
  BIRTH_TOO_OLD: { zh: "出生日期早于1850年", en: "the birth date lies before 1850" },
  SEQUENCE_000: { zh: "顺序码为000", en: "the order code is 000" },
  DEPT: { zh: "登记管理部门代码不存在", en: "there is no such registering department" },
  CATEGORY: { zh: "机构类别代码不存在", en: "the registering department has no such category" },
  REGION: { zh: "登记管理机关行政区划码不符", en: "the region of registration is wrong" },
  OUT_OF_PROVINCE: { zh: "区划不在本省", en: "the division lies outside the province" },
  PLACEHOLDER: { zh: "市辖区等占位代码不可用", en: "the code is a placeholder, not a division" },
  UNKNOWN: { zh: "区划代码不存在", en: "there is no such division" },
  SYNTHETIC: { zh: "合成数据专用代码不可用作区划", en: "the code is kept for synthetic numbers" },
  RETIRED: { zh: "区划代码已停用", en: "the division code was retired" },
  NOT_YET_VALID: { zh: "区划代码尚未启用", en: "the division code is not yet in use" },
  TOWNSHIP_RANGE: { zh: "乡级代码超出范围", en: "the township part is out of range" },
  VILLAGE_RANGE: { zh: "村级代码超出范围", en: "the village part is out of range" },
  GRID_RANGE: { zh: "网格序号超出范围", en: "the grid part is out of range" },
};

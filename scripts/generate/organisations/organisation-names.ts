import { DEPARTMENTS } from "@tongshu/schema";
import type { County } from "../places/counties.ts";
import { countyAddress } from "../places/place-names.ts";
import type { Random } from "../random/random.ts";
import type { OrganisationKind } from "./kinds.ts";
import type { Trade } from "./trades.ts";

const BRANDS = [
  ..."昌盛 恒达 鑫源 鑫泰 瑞丰 金桥 华宇 宏远 鸿运 永兴 兴隆 天成 众诚 诚信 陇原 陇上 丝路 敦煌缘 黄河 祁连 河西 渭水 崆峒 麦积 关山 绿洲 顺达 万通 百川 德润 泰和 祥瑞 福源 聚丰 盛世 启航 卓越 新起点 金穗 沃土".split(
    " ",
  ),
];
const SCHOOLS = [
  "幼儿园",
  "小学",
  "初级中学",
  "高级中学",
  "卫生院",
  "图书馆",
  "文化馆",
  "农业技术推广站",
  "敬老院",
  "畜牧兽医站",
];
const SOCIETIES = ["商会", "志愿者协会", "书法家协会", "老年体育协会", "种植业协会", "摄影家协会", "餐饮行业协会"];
const NON_ENTERPRISES = ["幼儿园", "职业培训学校", "社会工作服务中心", "养老服务中心", "民办博物馆"];
const LIMITED = "有限责任公司";

/** Every name carries the word 示例, so that it names no real organisation. */
export function drawOrganisationName(
  kind: OrganisationKind,
  county: County,
  trade: Trade,
  form: string,
  random: Random,
): string {
  const brand = `示例${random.pick(BRANDS)}`;
  const place = shortName(county);
  switch (kind) {
    case "ENTERPRISE":
      return `${random.chance(0.4) ? "甘肃" : place}${brand}${trade.company}${form}`;
    case "INDIVIDUAL_BUSINESS":
      return `${county.name}${brand}${trade.shop}`;
    case "COOPERATIVE":
      return `${county.name}${brand}${trade.company}农民专业合作社`;
    case "INSTITUTION":
      return `${countyAddress(county)}示例第${1 + random.below(30)}${random.pick(SCHOOLS)}`;
    case "GOVERNMENT_BODY":
      return `${county.name}示例机关`;
    case "SOCIAL_GROUP":
      return `${county.name}${brand}${random.pick(SOCIETIES)}`;
    case "PRIVATE_NON_ENTERPRISE":
      return `${county.name}${brand}${random.pick(NON_ENTERPRISES)}`;
    case "FOUNDATION":
      return `甘肃${brand}公益基金会`;
  }
}

/** A county has the departments of the province as bureaus, then as many stations as it takes. */
export function publicBodyName(county: County, number: number): string {
  const department = DEPARTMENTS[number];
  if (!department) return `${county.name}示例派出机构${number - DEPARTMENTS.length + 1}号`;
  return `${county.name}示例${department.name.zh.replace(/厅$|委员会$/u, "局").replace(/^人民政府办公局$/u, "人民政府办公室")}`;
}

export function branchName(parentName: string, county: County): string {
  return `${parentName}${shortName(county)}分公司`;
}

/** What a company's form adds to its name. */
export const COMPANY_FORMS: Readonly<Record<string, string>> = {
  LIMITED_COMPANY: LIMITED,
  NATURAL_PERSON_LIMITED: LIMITED,
  ONE_PERSON_LIMITED: LIMITED,
  WHOLLY_STATE_OWNED: LIMITED,
  FOREIGN_INVESTED: LIMITED,
  JOINT_STOCK: "股份有限公司",
  SOLE_PROPRIETORSHIP: "经营部",
  PARTNERSHIP: "合伙企业(有限合伙)",
  COLLECTIVE: "集体企业",
  OWNED_BY_ALL_PEOPLE: "总公司",
};

function shortName({ name }: County): string {
  if (name.endsWith("新区")) return name;
  return name.replace(/(?:回族|裕固族|藏族|蒙古族|哈萨克族|东乡族|保安族|撒拉族)*自治县$|[区县市]$/u, "");
}

import { DEPARTMENTS } from "@tongshu/schema";
import { publicBodyCode } from "../organisations/credit-codes.ts";

/** A kind of licence, as the catalogue of types lists it. */
export interface LicenceType {
  readonly hubCode: string;
  readonly typeCode: string;
  readonly name: string;
  readonly holderKind: "PERSON" | "ENTITY" | "BOTH";
  readonly issuerDept: string;
  /** Null where a licence does not expire by itself. */
  readonly validityMonths: number | null;
  readonly renewable: boolean;
  /** Proves something once and is not used again. */
  readonly evidenceOnly: boolean;
  readonly securityLevel: "L1" | "L2" | "L3" | "L4";
  readonly replacesMaterials: readonly string[];
  /** Beginning of a licence's own number. */
  readonly certPrefix: string;
}

type Row = readonly [
  hubCode: string,
  name: string,
  holder: "P" | "E" | "B",
  issuerDept: string,
  validityMonths: number | null,
  securityLevel: LicenceType["securityLevel"],
  certPrefix: string,
  replaces: string,
];

const ROWS: readonly Row[] = [
  ["LT-ID", "居民身份证", "P", "PSD", 240, "L3", "SID", "身份证复印件"],
  ["LT-HK", "居民户口簿", "P", "PSD", null, "L3", "SHK", "户口簿复印件"],
  ["LT-RP", "居住证", "P", "PSD", 12, "L3", "SRP", "居住证明"],
  ["LT-DL", "机动车驾驶证", "P", "PSD", 72, "L3", "SDL", "驾驶证复印件"],
  ["LT-MC", "结婚证", "P", "CAD", null, "L3", "SMC", "婚姻状况证明"],
  ["LT-LI", "最低生活保障证", "P", "CAD", 12, "L3", "SLI", "低保证明"],
  ["LT-BC", "出生医学证明", "P", "HFP", null, "L4", "SBC", "出生证明"],
  ["LT-HP", "从业人员健康证明", "P", "HFP", 12, "L3", "SHP", "健康证明"],
  ["LT-SS", "社会保障卡", "P", "HRS", 120, "L3", "SSS", "参保证明"],
  ["LT-PQ2", "专业技术职业资格证书", "P", "HRS", null, "L2", "SPQ", "资格证书复印件"],
  ["LT-DP", "残疾人证", "P", "DPF", 120, "L4", "SDP", "残疾证明"],
  ["LT-ED", "学历证书", "P", "EDU", null, "L3", "SED", "学历证明"],
  ["LT-DQ", "医师资格证书", "P", "HFP", null, "L2", "SDQ", "医师资格证明"],
  ["LT-DR", "医师执业证书", "P", "HFP", null, "L2", "SDR", "执业证明"],
  ["LT-NR", "护士执业证书", "P", "HFP", 60, "L2", "SNR", "执业证明"],
  ["LT-PQ", "执业药师注册证", "P", "FDA", 60, "L2", "SPH", "执业药师证明"],
  ["LT-BL", "营业执照", "E", "AIC", null, "L1", "", "营业执照复印件 主体资格证明"],
  ["LT-PI", "事业单位法人证书", "E", "SCO", 60, "L1", "", "法人证书复印件"],
  ["LT-GU", "统一社会信用代码证书", "E", "SCO", null, "L1", "", "代码证书复印件"],
  ["LT-SO", "社会组织登记证书", "E", "CAD", 48, "L1", "", "登记证书复印件"],
  ["LT-FB", "食品经营许可证", "E", "FDA", 60, "L1", "JY1", "食品经营许可证复印件"],
  ["LT-FP", "食品生产许可证", "E", "FDA", 60, "L1", "SC1", "食品生产许可证复印件"],
  ["LT-DB", "药品经营许可证", "E", "FDA", 60, "L1", "SDB", "药品经营许可证复印件"],
  ["LT-MD", "医疗器械经营许可证", "E", "FDA", 60, "L1", "SMD", "医疗器械经营许可证复印件"],
  ["LT-MI", "医疗机构执业许可证", "E", "HFP", 180, "L1", "SMI", "医疗机构执业许可证复印件"],
  ["LT-RE", "不动产权证书", "B", "NRL", null, "L3", "SRE", "房产证复印件"],
  ["LT-LP", "建设用地规划许可证", "E", "HUD", null, "L1", "SLP", "规划许可证复印件"],
  ["LT-PA", "投资项目批准文件", "E", "DRC", 24, "L1", "SPA", "项目批文复印件"],
  ["LT-OC", "组织机构代码证", "E", "QTS", 48, "L1", "SOC", "组织机构代码证复印件"],
  ["LT-TX", "税务登记证", "E", "LTB", null, "L1", "STX", "税务登记证复印件"],
  ["LT-SR", "社会保险登记证", "E", "HRS", null, "L1", "SSR", "社会保险登记证复印件"],
  ["LT-ST", "统计登记证", "E", "STA", null, "L1", "SST", "统计登记证复印件"],
];

const HOLDERS = { P: "PERSON", E: "ENTITY", B: "BOTH" } as const;
const EVIDENCE = new Set(["LT-BC", "LT-ED", "LT-DQ", "LT-PA"]);
/** The codes of synthetic types are defined by synthetic bodies of the province. */
const PROVINCE_ALIAS = "629900";

export const LICENCE_TYPES: readonly LicenceType[] = ROWS.map(
  ([hubCode, name, holder, issuerDept, validityMonths, securityLevel, certPrefix, replaces], i) => ({
    hubCode,
    typeCode: issuerCode(PROVINCE_ALIAS, issuerDept) + String(i + 1).padStart(3, "0"),
    name,
    holderKind: HOLDERS[holder],
    issuerDept,
    validityMonths,
    renewable: validityMonths !== null,
    evidenceOnly: EVIDENCE.has(hubCode),
    securityLevel,
    replacesMaterials: replaces.split(" "),
    certPrefix,
  }),
);

const byHubCode = new Map(LICENCE_TYPES.map((type) => [type.hubCode, type]));

export function licenceType(hubCode: string): LicenceType {
  return byHubCode.get(hubCode)!;
}

/** Credit code of a department's body under an address alias. */
export function issuerCode(alias: string, dept: string): string {
  return publicBodyCode(
    alias,
    DEPARTMENTS.findIndex(({ code }) => code === dept),
  );
}

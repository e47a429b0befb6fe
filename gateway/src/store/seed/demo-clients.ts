import type { BilingualText } from "@tongshu/schema";
import type { Role } from "../../identity/caller.ts";

export interface DemoClient {
  readonly clientId: string;
  readonly department: string;
  readonly region: string;
  readonly name: BilingualText;
  /** What officers may do through it. */
  readonly roles: readonly Role[];
  readonly canActForCitizens?: boolean;
}

export interface DemoOfficer {
  readonly officerId: string;
  readonly department: string;
  readonly region: string;
  readonly roles: readonly Role[];
}

const PROVINCE = "620000";
const LANZHOU = "620100";
const CHENGGUAN = "620102";
const QILIHE = "620103";

/** Departments that ask for permissions, own fields, or both; each has people who administer and who approve. */
const GOVERNED = ["HRS", "PSD", "AIC", "FDA", "HFP", "CMC", "CAD", "STA", "LTR", "NRL", "SCO"] as const;

/** Systems that ask the demonstration hub. Two food authorities beside the county's own show what a region hides. */
export const DEMO_CLIENTS: readonly DemoClient[] = [
  client("hrs-province", "HRS", PROVINCE, "省人社业务系统", "Provincial social insurance", ["officer"]),
  client("aic-registration", "AIC", PROVINCE, "省工商登记系统", "Provincial registration desk", ["officer"]),
  client("psd-investigation", "PSD", PROVINCE, "省公安侦查系统", "Provincial investigation", ["investigator"]),
  { ...client("psp-portal", "PSP", PROVINCE, "政务服务网", "Government service portal", []), canActForCitizens: true },
  client("fda-chengguan", "FDA", CHENGGUAN, "城关区食药监管系统", "Food supervision, Chengguan", ["officer"]),
  client("fda-qilihe", "FDA", QILIHE, "七里河区食药监管系统", "Food supervision, Qilihe", ["officer"]),
  client("fda-lanzhou", "FDA", LANZHOU, "兰州市食药监管系统", "Food supervision, Lanzhou", ["officer"]),
  client("sta-statistics", "STA", PROVINCE, "省统计系统", "Provincial statistics", ["officer"]),
  client("cad-assistance", "CAD", PROVINCE, "省社会救助核对系统", "Provincial assistance check", ["officer"]),
  client("hfp-registration", "HFP", PROVINCE, "省医师注册系统", "Provincial registration of physicians", ["officer"]),
  client("cmc-chengguan", "CMC", CHENGGUAN, "城关区网格中心", "Grid centre, Chengguan", ["officer"]),
  client("ltr-province", "LTR", PROVINCE, "省信访系统", "Provincial petitions", ["officer"]),
  client("nrl-planning", "NRL", PROVINCE, "省规划许可系统", "Provincial planning permits", ["officer"]),
  client("hud-housing", "HUD", PROVINCE, "省住房保障系统", "Provincial public housing", ["officer"]),
  client("platform-vendor", "GSO", PROVINCE, "平台运维厂商", "Vendor that maintains the platform", []),
  client("gso-console", "GSO", PROVINCE, "共享管理平台", "Sharing administration", ["admin", "approver", "auditor"]),
  ...GOVERNED.map((code) =>
    client(`${code.toLowerCase()}-console`, code, PROVINCE, `${code} 管理端`, `Administration of ${code}`, [
      "admin",
      "approver",
      "auditor",
    ]),
  ),
];

export const DEMO_OFFICERS: readonly DemoOfficer[] = [
  officer("hrs-officer-1", "HRS", PROVINCE, "officer"),
  officer("hrs-officer-lanzhou", "HRS", LANZHOU, "officer"),
  officer("aic-officer-1", "AIC", PROVINCE, "officer"),
  officer("psd-investigator-1", "PSD", PROVINCE, "investigator"),
  officer("psd-investigator-lanzhou", "PSD", LANZHOU, "investigator"),
  officer("fda-officer-chengguan", "FDA", CHENGGUAN, "officer"),
  officer("fda-officer-qilihe", "FDA", QILIHE, "officer"),
  officer("sta-officer-1", "STA", PROVINCE, "officer"),
  officer("cad-officer-1", "CAD", PROVINCE, "officer"),
  officer("hfp-officer-1", "HFP", PROVINCE, "officer"),
  officer("cmc-officer-chengguan", "CMC", CHENGGUAN, "officer"),
  officer("ltr-officer-1", "LTR", PROVINCE, "officer"),
  officer("nrl-officer-1", "NRL", PROVINCE, "officer"),
  officer("hud-officer-1", "HUD", PROVINCE, "officer"),
  officer("ltr-officer-2", "LTR", PROVINCE, "officer"),
  officer("gso-admin-1", "GSO", PROVINCE, "admin"),
  officer("gso-approver-1", "GSO", PROVINCE, "approver"),
  officer("gso-admin-2", "GSO", PROVINCE, "admin"),
  officer("gso-approver-2", "GSO", PROVINCE, "approver"),
  officer("gso-auditor-1", "GSO", PROVINCE, "auditor"),
  ...GOVERNED.flatMap((code) => [
    officer(`${code.toLowerCase()}-admin-1`, code, PROVINCE, "admin"),
    officer(`${code.toLowerCase()}-approver-1`, code, PROVINCE, "approver"),
    officer(`${code.toLowerCase()}-approver-2`, code, PROVINCE, "approver"),
  ]),
];

function client(
  clientId: string,
  department: string,
  region: string,
  zh: string,
  en: string,
  roles: Role[],
): DemoClient {
  return { clientId, department, region, name: { zh, en }, roles };
}

function officer(officerId: string, department: string, region: string, role: Role): DemoOfficer {
  return { officerId, department, region, roles: [role] };
}

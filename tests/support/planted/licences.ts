import { licenceIdOf, personIdOf, yearsAgo } from "./numbers.ts";
import { alpha, beta, task } from "./organisations.ts";
import { CHENGGUAN, SUZHOU } from "./people.ts";
import { type Row, record } from "./record.ts";

const HEALTH = "11629900YYG0000K40008";
const FOOD = "11629900YYG0000X0X021";
const IDENTITY_CARD = "11629900YYG0000518001";
const PHYSICIAN = "11629900YYG0000K40013";
const BUSINESS = "11629900YYG0000Q32017";
const REAL_ESTATE = "11629900YYG0000A2G026";
const PROJECT = "11629900YYG0000000028";

function licenceType(code: string, hubCode: string, name: string, holderKind: string): Row {
  return {
    type_code: code,
    hub_code: hubCode,
    name,
    holder_kind: holderKind,
    issuer_dept: "HFP",
    default_validity_months: 12,
    renewable: true,
    surface_schema: { type: "object" },
    evidence_only: false,
    security_level: "L2",
    replaces_materials: [`${name}原件`],
    ...record("HFP", `type-${hubCode}`),
  };
}

export const LICENCE_TYPES: readonly Row[] = [
  licenceType(HEALTH, "LT-HP", "从业人员健康证明", "PERSON"),
  licenceType(FOOD, "LT-FB", "食品经营许可证", "ENTITY"),
  licenceType(IDENTITY_CARD, "LT-ID", "居民身份证", "PERSON"),
  licenceType(PHYSICIAN, "LT-DQ", "医师资格证书", "PERSON"),
  licenceType(BUSINESS, "LT-BL", "营业执照", "ENTITY"),
  licenceType(REAL_ESTATE, "LT-RE", "不动产权证书", "BOTH"),
  licenceType(PROJECT, "LT-PA", "投资项目批准文件", "ENTITY"),
];

let order = 0;

function licence(holder: { person?: string; entity?: Row; name: string }, region: string, more: Row = {}): Row {
  order += 1;
  const isPerson = holder.person !== undefined;
  return {
    licence_id: licenceIdOf(order),
    type_code: isPerson ? HEALTH : FOOD,
    cert_no: `CERT-${String(order).padStart(6, "0")}`,
    holder_kind: isPerson ? "PERSON" : "ENTITY",
    holder_person_id: isPerson ? personIdOf(holder.person ?? "") : null,
    holder_entity_id: holder.entity?.["entity_id"] ?? null,
    holder_child_until: "-infinity",
    holder_name: holder.name,
    co_holders: [
      { holderKind: "PERSON", holderPersonId: personIdOf("ben"), holderEntityId: null, holderName: "白本真" },
    ],
    issuer_dept: isPerson ? "HFP" : "FDA",
    issuer_uscc: "11629900YYG000019W",
    issue_region: region,
    issue_date: `2016-01-${String(order).padStart(2, "0")}`,
    valid_from: `2016-01-${String(order).padStart(2, "0")}`,
    valid_to: "2016-12-31",
    status: "VALID",
    status_date: `2016-01-${String(order).padStart(2, "0")}`,
    status_reason: `reason-${order}`,
    surface: { text: `surface-${order}` },
    version: 1,
    previous_licence_id: null,
    file_format: "OFD",
    file_size: 1024,
    file_digest_alg: "SHA_256",
    file_digest: `file-digest-${order}`,
    file_seal_id: `seal-${order}`,
    file_signer_cert_sn: `signer-${order}`,
    source_case_no: `source-case-${order}`,
    printable: true,
    ...record("HFP", `licence-${order}`),
    ...more,
  };
}

/** Ada's health certificate, run out. */
export const adaHealth = licence({ person: "ada", name: "安雅秀" }, CHENGGUAN);
/** Another of Ada's, from Suzhou and for good. */
export const adaFar = licence({ person: "ada", name: "安雅秀" }, SUZHOU, { valid_to: null });
export const duoHealth = licence({ person: "duo", name: "杜远行" }, SUZHOU);
/** Issued in Chengguan to a man of Suzhou. */
export const duoNear = licence({ person: "duo", name: "杜远行" }, CHENGGUAN);
export const alphaFood = licence({ entity: alpha, name: String(alpha["name"]) }, CHENGGUAN);
export const betaFood = licence({ entity: beta, name: String(beta["name"]) }, SUZHOU);
/** A child's. */
export const caiHealth = licence({ person: "cai", name: "蔡小苗" }, CHENGGUAN, { holder_child_until: yearsAgo(-9) });
/** Of one who turned fourteen today, and was a child at the load. */
export const cenHealth = licence({ person: "cen", name: "岑已满" }, CHENGGUAN, { holder_child_until: yearsAgo(0) });

const later = (day: string, type: string) => ({ type_code: type, issue_date: `2016-02-${day}`, valid_to: null });
export const renCard = licence({ person: "ren", name: "任持证" }, CHENGGUAN, later("01", IDENTITY_CARD));
export const renHome = licence({ person: "ren", name: "任持证" }, CHENGGUAN, later("02", REAL_ESTATE));
export const renDiploma = licence({ person: "ren", name: "任持证" }, CHENGGUAN, later("03", PHYSICIAN));
export const taskBusiness = licence({ entity: task, name: String(task["name"]) }, SUZHOU, later("04", BUSINESS));
export const taskProject = licence({ entity: task, name: String(task["name"]) }, SUZHOU, later("05", PROJECT));
export const taskFood = licence({ entity: task, name: String(task["name"]) }, SUZHOU, later("06", FOOD));

export const LICENCES: readonly Row[] = [
  adaHealth,
  adaFar,
  duoHealth,
  duoNear,
  alphaFood,
  betaFood,
  caiHealth,
  cenHealth,
  renCard,
  renHome,
  renDiploma,
  taskBusiness,
  taskProject,
  taskFood,
];

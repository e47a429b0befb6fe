import { creditCodeOf, personIdOf } from "./numbers.ts";
import { CHENGGUAN, QILIHE, SUZHOU } from "./people.ts";
import { type Row, record } from "./record.ts";

interface Sketch {
  readonly region: string;
  readonly legalRep: { readonly name: string; readonly chinese: string };
  readonly more?: Row;
}

let order = 0;

function organisation(name: string, { region, legalRep, more }: Sketch): Row {
  order += 1;
  const uscc = creditCodeOf(order);
  const digits = String(order).padStart(6, "0");
  return {
    entity_id: uscc,
    uscc,
    legacy_org_code: `ORG${digits}`,
    reg_no: `REG${digits}`,
    tax_no: `TAX${digits}`,
    social_ins_reg_no: `SIR${digits}`,
    stat_reg_no: `STA${digits}`,
    entity_kind: "ENTERPRISE",
    name: `${name}有限公司`,
    former_names: [`旧${name}`],
    enterprise_type: "NATURAL_PERSON_LIMITED",
    status: "ACTIVE",
    status_date: "2015-01-02",
    established_date: "2015-01-01",
    approved_date: "2015-01-03",
    cancelled_date: null,
    revoked_date: null,
    operating_term_from: "2015-01-01",
    operating_term_to: "2035-01-01",
    registered_capital: "1000000.00",
    registered_capital_text: "100万元",
    currency: "CNY",
    paid_in_capital: "500000.00",
    industry_code: "H6210",
    industry_standard_year: 2011,
    business_scope: "餐饮服务",
    scope_items: [{ code: "H1001", name: "正餐服务", permitRequired: true }],
    registration_authority: "11629900YYG000019W",
    registration_region: region,
    address: `某区某路${order}号`,
    is_home_premises: false,
    post_code: "730000",
    lng: 103.5,
    lat: 36.25,
    production_addresses: [`某区某路${order}号`],
    legal_rep_name: legalRep.chinese,
    legal_rep_person_id: personIdOf(legalRep.name),
    legal_rep_phone: `13800000${String(order).padStart(3, "0")}`,
    contact_phone: `13700000${String(order).padStart(3, "0")}`,
    email: `office-${order}@tongshu.example`,
    employee_count: 1000 + order,
    taxpayer_type: "GENERAL",
    tax_status: "NORMAL",
    social_insurance_status: "INSURED",
    sponsor_unit: null,
    competent_unit: null,
    fund_source: null,
    opening_fund: "30000.00",
    staffing_quota: 2000 + order,
    purpose_scope: null,
    parent_entity_id: null,
    last_annual_report_year: 2015,
    ...record("AIC", `row-${name}`),
    ...more,
  };
}

const ADA = { name: "ada", chinese: "安雅秀" };
const DUO = { name: "duo", chinese: "杜远行" };

/** Chengguan, run by Ada. */
export const alpha = organisation("甲", { region: CHENGGUAN, legalRep: ADA });
/** Suzhou, run by Duo, partly Ada's: both are far from Chengguan but for her share. */
export const beta = organisation("乙", { region: SUZHOU, legalRep: DUO });
/** Chengguan, run by Duo of Suzhou: the organisation is near and its representative is not. */
export const gamma = organisation("丙", { region: CHENGGUAN, legalRep: DUO });
/** Suzhou, run by Ada of Chengguan: the other way round. */
export const delta = organisation("丁", { region: SUZHOU, legalRep: ADA });
/** Qilihe, cancelled. */
export const omega = organisation("戊", {
  region: QILIHE,
  legalRep: ADA,
  more: { status: "CANCELLED", cancelled_date: "2016-06-06", parent_entity_id: creditCodeOf(1) },
});
/** Suzhou, an object of the seeded joint task. */
export const task = organisation("己", {
  region: SUZHOU,
  legalRep: DUO,
  more: { entity_id: "91629901YY2DGHE0X1", uscc: "91629901YY2DGHE0X1" },
});
/** Enough of them to be read page by page. */
export const SHOPS: readonly Row[] = Array.from({ length: 25 }, (_, index) =>
  organisation(`店${index}`, {
    region: index % 2 === 0 ? CHENGGUAN : SUZHOU,
    legalRep: index % 2 === 0 ? ADA : DUO,
    more: {
      entity_kind: "INDIVIDUAL_BUSINESS",
      enterprise_type: "INDIVIDUAL_BUSINESS",
      // At home, in a shop, and nobody knows.
      is_home_premises: [true, false, null][index % 3] ?? null,
    },
  }),
);

export const ORGANISATIONS: readonly Row[] = [alpha, beta, gamma, delta, omega, task, ...SHOPS];

function keyPerson(entity: Row, seq: number, name: string, chinese: string, position: string): Row {
  return {
    entity_id: entity["entity_id"],
    seq,
    registration_region: entity["registration_region"],
    name: chinese,
    person_id: personIdOf(name),
    position,
    is_legal_rep: seq === 1,
    appointed_by: "股东会",
    from_date: `2015-01-0${seq}`,
    to_date: null,
    ...record("AIC", `key-${name}`),
  };
}

export const KEY_PERSONS: readonly Row[] = [
  keyPerson(alpha, 1, "ada", "安雅秀", "EXECUTIVE_DIRECTOR"),
  keyPerson(alpha, 2, "duo", "杜远行", "SUPERVISOR"),
  keyPerson(beta, 1, "duo", "杜远行", "EXECUTIVE_DIRECTOR"),
  keyPerson(gamma, 1, "duo", "杜远行", "MANAGER"),
  keyPerson(delta, 1, "ada", "安雅秀", "MANAGER"),
];

function shareholder(entity: Row, seq: number, holder: Row): Row {
  return {
    entity_id: entity["entity_id"],
    seq,
    registration_region: entity["registration_region"],
    holder_kind: "PERSON",
    holder_name: null,
    holder_person_id: null,
    holder_entity_id: null,
    subscribed_amount: "600000.00",
    paid_amount: "300000.00",
    ratio: "60.0000",
    contribution_method: "MONEY",
    due_date: "2025-01-01",
    from_date: `2015-02-0${seq}`,
    to_date: null,
    ...record("AIC", `share-${seq}`),
    ...holder,
  };
}

export const SHAREHOLDERS: readonly Row[] = [
  shareholder(alpha, 1, { holder_person_id: personIdOf("ada"), holder_name: "安雅秀" }),
  shareholder(alpha, 2, { holder_person_id: personIdOf("duo"), holder_name: "杜远行" }),
  shareholder(beta, 1, { holder_person_id: personIdOf("ada"), holder_name: "安雅秀" }),
  shareholder(beta, 2, { holder_kind: "ENTITY", holder_entity_id: alpha["entity_id"], holder_name: alpha["name"] }),
];

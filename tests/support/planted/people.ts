import { citizenIdOf, creditCodeOf, personIdOf, yearsAgo } from "./numbers.ts";
import { type Row, record } from "./record.ts";

export const CHENGGUAN = "620102";
export const QILIHE = "620103";
export const NEW_AREA = "620171";
export const SUZHOU = "620902";

interface Sketch {
  readonly birthDate?: string;
  readonly hukou: string;
  readonly residence?: string;
  readonly household?: string;
  readonly more?: Row;
}

let order = 100;

/** A person whose every column holds something, so that a cell which gets out can be told from one that is empty. */
function person(name: string, chinese: string, { birthDate, hukou, residence = hukou, household, more }: Sketch): Row {
  order += 1;
  const born = birthDate ?? `19${order % 50 < 10 ? "7" : "8"}${order % 10}-03-1${order % 10}`;
  const number = citizenIdOf(born, order);
  return {
    person_id: personIdOf(name),
    id_number: number,
    id_doc_type: "RESIDENT_ID_CARD",
    name: chinese,
    former_name: `旧${chinese}`,
    sex: Number(number[16]) % 2 === 1 ? "MALE" : "FEMALE",
    birth_date: born,
    birth_region: SUZHOU,
    native_place: QILIHE,
    ethnicity: "HAN",
    marital_status: "MARRIED",
    spouse_person_id: null,
    education: "UNDERGRADUATE",
    hukou_region: `${hukou}001001`,
    hukou_address: `甘肃省某市某区和平街道${chinese}户籍路${order}号`,
    hukou_type: "FAMILY",
    household_id: household ?? null,
    relation_to_head: "HEAD",
    residence_region: `${residence}002003`,
    residence_address: `甘肃省某市某区东风街道${chinese}居住路${order}号`,
    residence_since: "2011-04-05",
    population_kinds: ["HUKOU", "RESIDENT"],
    mobile_phone: `13900000${order}`,
    occupation: `occupation-${name}`,
    employer_entity_id: null,
    social_insurance_no: number,
    pension_status: "INSURED",
    medical_insurance_status: "EMPLOYEE",
    life_status: "ALIVE",
    death_date: null,
    birth_cert_no: `T${order}${order}${order}`,
    birth_registration_date: born,
    birth_registration_parity: 1,
    birth_registration_office: `birth-office-${name}`,
    guardian_person_id: null,
    disability_kind: "HEARING",
    disability_grade: "THIRD",
    is_receiving_min_living_allowance: true,
    min_living_allowance_from_date: "2015-01-01",
    min_living_allowance_to_date: "2017-12-31",
    veteran_flag: true,
    photo_digest: `photo-digest-${name}`,
    photo_object_ref: `photo-object-${name}`,
    quality_flags: ["NORMALISED"],
    ...record("HFP", `row-${name}`),
    ...more,
  };
}

/** Chengguan: married to Ben, mother of Cai, runs Alpha, owns a part of Beta far away. */
export const ada = person("ada", "安雅秀", {
  hukou: CHENGGUAN,
  household: "HADABEN",
  more: { spouse_person_id: personIdOf("ben"), employer_entity_id: creditCodeOf(1) },
});

/** Registered in Qilihe, lives in Chengguan: in scope of both. */
export const ben = person("ben", "白本真", {
  hukou: QILIHE,
  residence: CHENGGUAN,
  household: "HADABEN",
  more: { spouse_person_id: personIdOf("ada"), relation_to_head: "HUSBAND" },
});

/** A child of five years. */
export const cai = person("cai", "蔡小苗", {
  birthDate: yearsAgo(5),
  hukou: CHENGGUAN,
  household: "HADABEN",
  more: { guardian_person_id: personIdOf("ada"), relation_to_head: "DAUGHTER" },
});

/** A child until tomorrow. */
export const chi = person("chi", "迟将满", { birthDate: yearsAgo(14, -1), hukou: CHENGGUAN });

/** Turned fourteen today. */
export const cen = person("cen", "岑已满", { birthDate: yearsAgo(14), hukou: CHENGGUAN });

/** Suzhou, at the other end of the province; has a household, a licence, a penalty and an event there. */
export const duo = person("duo", "杜远行", { hukou: SUZHOU, household: "HDUO" });

/** Died last year. */
export const eve = person("eve", "鄂已故", {
  hukou: CHENGGUAN,
  more: { life_status: "DECEASED", death_date: "2016-05-06" },
});

/** Lanzhou New Area, which lies in Lanzhou and in none of its districts. */
export const ian = person("ian", "殷新区", { hukou: NEW_AREA });

/** Born in 1949 with a number of the old kind, of fifteen digits. */
export const lao = person("lao", "老旧号", { birthDate: "1949-01-01", hukou: CHENGGUAN });

/** Holds a licence of each kind that a desk asks for, petitions, and is barred from a trade. */
export const ren = person("ren", "任持证", { hukou: CHENGGUAN });

/** Not insured anywhere. */
export const nan = person("nan", "南无保", { hukou: CHENGGUAN, more: { pension_status: "NONE" } });

export const PEOPLE = { ada, ben, cai, chi, cen, duo, eve, ian, lao, ren, nan } as const;

function household(id: string, head: string, region: string): Row {
  return {
    household_id: id,
    head_person_id: personIdOf(head),
    hukou_region: `${region}001001`,
    address: `甘肃省某市某区和平街道户址${id}号`,
    household_type: "FAMILY",
    member_count: 3,
    established_date: "2010-10-10",
    ...record("PSD", `row-${id}`),
  };
}

function member(householdId: string, region: string, name: string, relation: string, joinDate: string, more = {}): Row {
  return {
    household_id: householdId,
    join_date: joinDate,
    person_id: personIdOf(name),
    hukou_region: `${region}001001`,
    relation_to_head: relation,
    leave_date: "2019-09-09",
    leave_reason: "MOVED_OUT",
    ...more,
  };
}

export const HOUSEHOLDS: readonly Row[] = [household("HADABEN", "ada", CHENGGUAN), household("HDUO", "duo", SUZHOU)];

export const HOUSEHOLD_MEMBERS: readonly Row[] = [
  member("HADABEN", CHENGGUAN, "ada", "HEAD", "2010-10-10", { leave_date: null, leave_reason: null }),
  member("HADABEN", CHENGGUAN, "ben", "HUSBAND", "2011-11-11"),
  member("HADABEN", CHENGGUAN, "cai", "DAUGHTER", "2012-12-12"),
  member("HDUO", SUZHOU, "duo", "HEAD", "2010-10-10"),
];

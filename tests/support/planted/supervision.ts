import { personIdOf, yearsAgo } from "./numbers.ts";
import { alpha, beta, omega, task } from "./organisations.ts";
import { CHENGGUAN, QILIHE, SUZHOU } from "./people.ts";
import { type Row, record } from "./record.ts";

let order = 0;

function inspection(entity: Row, isPublished: boolean): Row {
  order += 1;
  return {
    inspection_id: `I20170${order}`,
    entity_id: entity["entity_id"],
    plan_no: `PLAN-${order}`,
    kind: "DAILY",
    items: [{ itemCode: "A1", basis: `basis-${order}`, result: "NO_PROBLEM" }],
    inspectors: [`inspector-${order}a`, `inspector-${order}b`],
    inspect_date: `2016-03-0${order}`,
    region: entity["registration_region"],
    result_codes: ["NO_PROBLEM"],
    problems: `problems-${order}`,
    rectify_due: "2016-05-01",
    rectified_date: "2016-04-01",
    published_at: isPublished ? "2016-04-02T10:00:00+08:00" : null,
    dept: "FDA",
    ...record("FDA", `inspection-${order}`),
  };
}

export const INSPECTIONS: readonly Row[] = [
  inspection(alpha, true),
  inspection(alpha, false),
  inspection(beta, true),
  inspection(beta, false),
  inspection(task, false),
];

let decision = 0;

function penalty(
  party: { entity?: Row; person?: string },
  region: string,
  publish: "YES" | "NO",
  more: Row = { publish_until: "2999-08-01", revoked_date: null, revoked_reason: null },
): Row {
  decision += 1;
  return {
    decision_no: `甘罚〔2016〕${decision}号`,
    party_entity_id: party.entity?.["entity_id"] ?? null,
    party_person_id: party.person === undefined ? null : personIdOf(party.person),
    case_fact: `case-fact-${decision}`,
    violated_basis: `violated-basis-${decision}`,
    penalty_basis: `penalty-basis-${decision}`,
    kinds: ["FINE"],
    fine_amount: `${decision}000.00`,
    confiscated_amount: "10.00",
    decide_date: `2016-08-${String(decision).padStart(2, "0")}`,
    decide_dept: "FDA",
    region,
    publish,
    publish_reason: `publish-reason-${decision}`,
    performed: true,
    ...record("FDA", `penalty-${decision}`),
    ...more,
  };
}

export const alphaPublished = penalty({ entity: alpha }, CHENGGUAN, "YES");
export const alphaUnpublished = penalty({ entity: alpha }, CHENGGUAN, "NO");
export const betaUnpublished = penalty({ entity: beta }, SUZHOU, "NO");
/** A person's: closed although its decision says that it is published. */
export const adaPenalty = penalty({ person: "ada" }, CHENGGUAN, "YES");
export const duoPenalty = penalty({ person: "duo" }, SUZHOU, "NO");
/** Published until yesterday, or taken back: closed again. */
export const omegaEnded = penalty({ entity: omega }, QILIHE, "YES", { publish_until: yearsAgo(0, 1) });
export const omegaRevoked = penalty({ entity: omega }, QILIHE, "YES", {
  publish_until: "2999-08-01",
  revoked_date: "2016-12-01",
  revoked_reason: "revoked-reason",
});
/** On its last day. */
export const omegaLastDay = penalty({ entity: omega }, QILIHE, "YES", { publish_until: yearsAgo(0) });

export const taskUnpublished = penalty({ entity: task }, SUZHOU, "NO");
/** Bars Ren from a trade. */
export const renBarred = penalty({ person: "ren" }, SUZHOU, "NO", {
  kinds: ["BARRED_FROM_TRADE"],
  publish_until: null,
  revoked_date: null,
  revoked_reason: null,
});

export const PENALTIES: readonly Row[] = [
  alphaPublished,
  alphaUnpublished,
  betaUnpublished,
  adaPenalty,
  duoPenalty,
  omegaEnded,
  omegaRevoked,
  omegaLastDay,
  taskUnpublished,
  renBarred,
];

function listEntry(no: string, entity: Row, more: Row): Row {
  return {
    entry_no: no,
    entity_id: entity["entity_id"],
    in_date: "2016-07-01",
    in_dept: "AIC",
    out_date: null,
    out_reason: null,
    out_dept: null,
    region: entity["registration_region"],
    ...record("AIC", `entry-${no}`),
    ...more,
  };
}

export const ABNORMAL_LIST_ENTRIES: readonly Row[] = [
  listEntry("A1", alpha, { ground: "ANNUAL_REPORT_MISSING" }),
  listEntry("A2", beta, { ground: "UNREACHABLE", out_date: "2016-09-01", out_reason: "已补报", out_dept: "AIC" }),
];

export const SERIOUS_LIST_ENTRIES: readonly Row[] = [
  listEntry("S1", beta, { ground: "满三年未移出", basis: "企业信息公示暂行条例" }),
];

import * as licensing from "@tongshu/e-licences";
import * as governance from "@tongshu/governance-events";
import type { CopyRow } from "@tongshu/kit";
import { columnNames } from "@tongshu/kit";
import * as organisations from "@tongshu/legal-entities";
import * as population from "@tongshu/population";
import type { BilingualText } from "@tongshu/schema";
import * as supervision from "@tongshu/supervision";
import { getTableName } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { RegisterName } from "../../databases/names.ts";
import type { Province } from "../province.ts";
import { type RowOf, rowEncoder } from "./encode-row.ts";
import { eventStepRows, involvedPartyRows } from "./event-detail-rows.ts";
import { governanceEventRows } from "./event-rows.ts";
import { legalEntityFreshnessRows, personFreshnessRows } from "./freshness-rows.ts";
import { gridRows } from "./grid-rows.ts";
import { inspectionRows } from "./inspection-rows.ts";
import { legalEntityRows } from "./legal-entity-rows.ts";
import { licenceRows, licenceTypeRows } from "./licence-rows.ts";
import { keyPersonRows, shareholderRows } from "./ownership-rows.ts";
import { penaltyRows } from "./penalty-rows.ts";
import { householdMemberRows, householdRows, personRows } from "./population-rows.ts";
import { departmentRows, regionRows } from "./reference-rows.ts";
import type { Slice } from "./slice.ts";
import { abnormalListEntryRows, seriousListEntryRows } from "./supervision-rows.ts";

/** A table of a register and the rows of the province that go into it. */
export interface ProvinceTable {
  readonly register: RegisterName;
  readonly name: string;
  /** SQL names, in the order of the cells. */
  readonly columns: readonly string[];
  readonly label: BilingualText;
  /** About how many rows there will be; for a progress bar. */
  estimate(province: Province): number;
  rows(province: Province, slice: Slice): Generator<CopyRow>;
}

type RowsOf<T extends PgTable> = (province: Province, slice: Slice) => Generator<RowOf<T>>;

function table<T extends PgTable>(
  register: RegisterName,
  pgTable: T,
  zh: string,
  en: string,
  estimate: (province: Province) => number,
  rowsOf: RowsOf<T>,
): ProvinceTable {
  const encode = rowEncoder(pgTable);
  return {
    register,
    name: getTableName(pgTable),
    columns: columnNames(pgTable),
    label: { zh, en },
    estimate,
    *rows(province, slice) {
      for (const row of rowsOf(province, slice)) yield encode(row);
    },
  };
}

const people = population.tables;
const entities = organisations.tables;
const licences = licensing.tables;
const checks = supervision.tables;
const events = governance.tables;

const REFERENCE_ROWS = 1000;

/** Every table of the five registers. */
export const PROVINCE_TABLES: readonly ProvinceTable[] = [
  table("population", people.persons, "自然人", "persons", (p) => p.personCount, personRows),
  table("population", people.households, "户", "households", (p) => p.householdCount, householdRows),
  table(
    "population",
    people.householdMembers,
    "户成员",
    "household members",
    (p) => p.personCount,
    householdMemberRows,
  ),
  table("population", people.sourceFreshness, "数据时效", "age of the data", () => 2, personFreshnessRows),
  table("legal-entities", entities.legalEntities, "法人", "legal entities", (p) => p.directory.count, legalEntityRows),
  table(
    "legal-entities",
    entities.shareholders,
    "股东",
    "shareholders",
    (p) => 0.32 * p.directory.count,
    shareholderRows,
  ),
  table(
    "legal-entities",
    entities.keyPersons,
    "主要人员",
    "key persons",
    (p) => 1.35 * p.directory.count,
    keyPersonRows,
  ),
  table("legal-entities", entities.sourceFreshness, "数据时效", "age of the data", () => 6, legalEntityFreshnessRows),
  table("legal-entities", entities.regions, "行政区划", "regions", () => REFERENCE_ROWS, regionRows),
  table("legal-entities", entities.departments, "部门", "departments", () => 50, departmentRows),
  table("e-licences", licences.licences, "电子证照", "licences", (p) => p.licences.count, licenceRows),
  table("e-licences", licences.licenceTypes, "证照类型", "licence types", () => 32, licenceTypeRows),
  table(
    "supervision",
    checks.inspections,
    "检查",
    "inspections",
    (p) => p.supervision.volumes.inspections,
    inspectionRows,
  ),
  table(
    "supervision",
    checks.penalties,
    "处罚",
    "penalties",
    (p) => p.supervision.volumes.entityPenalties,
    penaltyRows,
  ),
  table(
    "supervision",
    checks.abnormalListEntries,
    "经营异常名录",
    "abnormal list",
    (p) => p.supervision.volumes.abnormalEntries,
    abnormalListEntryRows,
  ),
  table(
    "supervision",
    checks.seriousListEntries,
    "严重违法名单",
    "serious list",
    (p) => p.supervision.volumes.seriousEntries,
    seriousListEntryRows,
  ),
  table("governance-events", events.governanceEvents, "事件", "events", (p) => p.events.count, governanceEventRows),
  table("governance-events", events.eventSteps, "事件步骤", "event steps", (p) => 9 * p.events.count, eventStepRows),
  table(
    "governance-events",
    events.involvedParties,
    "涉事方",
    "involved parties",
    (p) => p.events.count,
    involvedPartyRows,
  ),
  table("governance-events", events.grids, "网格", "grids", () => REFERENCE_ROWS, gridRows),
];

/** The table of that SQL name. */
export function tableNamed(name: string): ProvinceTable {
  const found = PROVINCE_TABLES.find((each) => each.name === name);
  if (!found) throw new RangeError(`no table ${name}`);
  return found;
}

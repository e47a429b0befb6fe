import { checkCitizenId, checkCreditCode, checkLicenceIdentifier, checkRegionCode } from "@tongshu/schema";
import { AS_OF, dayText } from "../calendar.ts";
import type { Province } from "../province.ts";
import { PROVINCE_TABLES } from "../rows/province-tables.ts";
import { type Findings, type NamedRow, note, rowsOf } from "./rows-of.ts";

const asOfDate = dayText(AS_OF);
const SYNTHETIC_BLOCK = /^6299[0-9]{2}/;
const SYNTHETIC_PHONE = /^1200[0-9]{7}$/;

const isRegion = (value: string): boolean => checkRegionCode(value, { asOfDate, isOtherProvinceAllowed: true }).ok;
const isCreditCode = (value: string): boolean =>
  checkCreditCode(value, { asOfDate }).ok && SYNTHETIC_BLOCK.test(value.slice(2));
const isCitizenId = (value: string): boolean => checkCitizenId(value, { asOfDate }).ok && SYNTHETIC_BLOCK.test(value);
const isPhone = (value: string): boolean => SYNTHETIC_PHONE.test(value);

/** What the values of a column have to be, wherever a column of that name occurs. */
const RULES: Readonly<Record<string, (value: string) => boolean>> = {
  id_number: isCitizenId,
  social_insurance_no: isCitizenId,
  uscc: isCreditCode,
  issuer_uscc: isCreditCode,
  registration_authority: isCreditCode,
  licence_id: (value) => checkLicenceIdentifier(value).ok,
  previous_licence_id: (value) => checkLicenceIdentifier(value).ok,
  mobile_phone: isPhone,
  legal_rep_phone: isPhone,
  contact_phone: isPhone,
  birth_region: isRegion,
  native_place: isRegion,
  hukou_region: isRegion,
  residence_region: isRegion,
  registration_region: isRegion,
  issue_region: isRegion,
  region: isRegion,
  village_code: isRegion,
  grid_code: isRegion,
};
/** Codes of places have up to fifteen digits and would pass for old numbers. */
const PLACE_COLUMN = /region|grid|village|native_place|merged_into|officer|leader|^code$|^parent$/;
const OLD_OR_NEW_NUMBER = /^(?:[0-9]{15}|[0-9]{17}[0-9X])$/;

/** Every number of every table is valid, and none could belong to a real person or organisation. */
export function checkCodes(province: Province, findings: Findings): void {
  for (const { name } of PROVINCE_TABLES) {
    for (const row of rowsOf(province, name)) checkRow(name, row, findings);
  }
}

function checkRow(table: string, row: NamedRow, findings: Findings): void {
  for (const [column, value] of Object.entries(row)) {
    if (value === null) continue;
    if (RULES[column]?.(value) === false) note(findings, `${table}.${column} is not valid`);
    const couldBeNumber =
      !PLACE_COLUMN.test(column) && OLD_OR_NEW_NUMBER.test(value) && checkCitizenId(value, { asOfDate }).ok;
    if (couldBeNumber && !SYNTHETIC_BLOCK.test(value))
      note(findings, `${table}.${column} could be a real person's number`);
  }
}

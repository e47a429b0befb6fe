/** Codes of licence types in the catalogue of the synthetic province, by the hub's own short code. */
export const LICENCE_TYPE_CODES = {
  "LT-ID": "11629900YYG0000518001",
  "LT-DQ": "11629900YYG0000K40013",
  "LT-DR": "11629900YYG0000K40014",
  "LT-BL": "11629900YYG0000Q32017",
  "LT-MI": "11629900YYG0000K40025",
  "LT-RE": "11629900YYG0000A2G026",
  "LT-PA": "11629900YYG0000000028",
} as const;

/** The condition that a licence is of one of these types. */
export function ofTypes(...hubCodes: readonly (keyof typeof LICENCE_TYPE_CODES)[]) {
  return { typeCode: hubCodes.map((hubCode) => LICENCE_TYPE_CODES[hubCode]) };
}

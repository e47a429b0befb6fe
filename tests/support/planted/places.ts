import { DEPARTMENTS as KNOWN_DEPARTMENTS } from "@tongshu/schema";
import { CHENGGUAN, NEW_AREA, QILIHE, SUZHOU } from "./people.ts";
import { type Row, record } from "./record.ts";

function region(code: string, name: string, level: string, parent: string | null): Row {
  return {
    code,
    name,
    level,
    parent,
    valid_from: "1985-01-01",
    valid_to: null,
    successors: [],
    pseudo: false,
    synthetic: false,
    ...record("CAD", `row-${code}`),
  };
}

const COUNTIES = { [CHENGGUAN]: "城关区", [QILIHE]: "七里河区", [NEW_AREA]: "兰州新区", [SUZHOU]: "肃州区" };

export const REGIONS: readonly Row[] = [
  region("620000", "甘肃省", "PROVINCE", null),
  region("620100", "兰州市", "CITY", "620000"),
  region("620900", "酒泉市", "CITY", "620000"),
  ...Object.entries(COUNTIES).flatMap(([code, name]) => [
    region(code, name, "COUNTY", `${code.slice(0, 4)}00`),
    region(`${code}001001`, `${name}第一村`, "VILLAGE", code),
    region(`${code}002003`, `${name}第三村`, "VILLAGE", code),
  ]),
];

export const DEPARTMENTS: readonly Row[] = KNOWN_DEPARTMENTS.map(({ code, name }) => ({
  code,
  name: name.zh,
  name_en: name.en,
  successors: [],
  ...record("GSO", `row-${code}`),
}));

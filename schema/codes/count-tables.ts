import type { CodeTable } from "./code-table.ts";

/** How fine a table of counts is by region; never finer than a county. */
export const COUNT_LEVEL = {
  PROVINCE: { zh: "全省", en: "The province" },
  PREFECTURE: { zh: "市州", en: "Prefectures" },
  COUNTY: { zh: "县区", en: "Counties" },
} as const satisfies CodeTable;

/** By which calendar periods rows are counted apart. */
export const COUNT_PERIOD = {
  YEAR: { zh: "年", en: "Years" },
  QUARTER: { zh: "季度", en: "Quarters" },
} as const satisfies CodeTable;

export const POPULATION_BASIS = {
  HUKOU: { zh: "按户籍地", en: "By registered household" },
  RESIDENCE: { zh: "按现住地", en: "By residence" },
} as const satisfies CodeTable;

/** Full years on the first day of the edition. */
export const AGE_BAND = {
  AGE_0_13: { zh: "不满 14 岁", en: "Under 14" },
  AGE_14_17: { zh: "14 至 17 岁", en: "14 to 17" },
  AGE_18_34: { zh: "18 至 34 岁", en: "18 to 34" },
  AGE_35_59: { zh: "35 至 59 岁", en: "35 to 59" },
  AGE_60_79: { zh: "60 至 79 岁", en: "60 to 79" },
  AGE_80_UP: { zh: "80 岁及以上", en: "80 and over" },
} as const satisfies CodeTable;

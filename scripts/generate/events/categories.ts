import { CODE_TABLES } from "@tongshu/schema";
import { type Draw, weighted } from "../random/weighted.ts";

/** What an event is about: the word of the category and of the kind within it, and the kind's Chinese name. */
export interface EventKind {
  readonly category: string;
  readonly categoryCode: string;
  readonly label: string;
}

/** Per cent of all events, by the two digits of the category. */
const SHARES: Readonly<Record<string, number>> = {
  "01": 22,
  "02": 8,
  "03": 12,
  "04": 24,
  "05": 20,
  "06": 4,
  "07": 2,
  "08": 1,
  "09": 5,
  "10": 0.5,
  "99": 1.5,
};
/** Unpaid wages come up before the new year, fires in the dry months, floods in summer. Months count from 0. */
const SEASONS: Readonly<Record<string, { readonly months: readonly number[]; readonly factor: number }>> = {
  "0109": { months: [11, 0], factor: 1.8 },
  "0302": { months: [0, 1, 2], factor: 1.6 },
  "1001": { months: [6, 7], factor: 2 },
};

const CATEGORIES = Object.entries(CODE_TABLES.EventCategory).map(([word, { code }]) => ({ word, code }));
const KINDS = Object.entries(CODE_TABLES.EventCategoryCode).map(([word, { code, zh }]) => ({ word, code, label: zh }));

const drawByMonth: readonly Draw<EventKind>[] = Array.from({ length: 12 }, (_, month) =>
  weighted(KINDS.map((kind) => [describe(kind), weightIn(kind.code, month)] as const)),
);

export function drawEventKind(month: number): Draw<EventKind> {
  return drawByMonth[month]!;
}

export function eventKind(code: string): EventKind {
  return describe(KINDS.find((kind) => kind.code === code)!);
}

function describe({ word, code, label }: (typeof KINDS)[number]): EventKind {
  return {
    category: CATEGORIES.find((category) => category.code === code.slice(0, 2))!.word,
    categoryCode: word,
    label,
  };
}

/** A category's share is spread evenly over its kinds, then the season is applied. */
function weightIn(code: string, month: number): number {
  const siblings = KINDS.filter((kind) => kind.code.slice(0, 2) === code.slice(0, 2)).length;
  const season = SEASONS[code];
  return (SHARES[code.slice(0, 2)]! / siblings) * (season?.months.includes(month) ? season.factor : 1);
}

import { COUNTY_NODES, DIVISIONS, type Division, findDivision, isInForce, syntheticAliasOf } from "@tongshu/schema";
import { AS_OF, dayText } from "../calendar.ts";

/** One of the 88 county-level nodes, under the code in force on the day the province is described. */
export interface County {
  /** 0 … 87, in the order of today's codes. */
  readonly index: number;
  readonly code: string;
  readonly name: string;
  readonly prefectureCode: string;
  readonly prefectureName: string;
  /** Stands for the county inside synthetic numbers. */
  readonly alias: string;
  /** An alias that ended in 2001, for the ten counties that have one. */
  readonly retiredAlias: string | null;
  /** Share of the province's people, per cent. */
  readonly weight: number;
  /** The first county of its prefecture keeps at least one of everything. */
  readonly isSeat: boolean;
}

/** Per cent of the people, census of 2020. */
const PREFECTURE_WEIGHTS: Readonly<Record<string, number>> = {
  "6201": 17.424,
  "6202": 1.25,
  "6203": 1.751,
  "6204": 6.044,
  "6205": 11.929,
  "6206": 5.855,
  "6207": 4.52,
  "6208": 7.389,
  "6209": 4.219,
  "6210": 8.712,
  "6211": 10.088,
  "6212": 9.621,
  "6229": 8.432,
  "6230": 2.765,
};

/** Mountain and steppe counties with few people. */
const SPARSE = new Set(["620923", "620924", "620721", "623026", "623025", "621228"]);
const NEW_AREA = "620171";
const NEW_AREA_SHARE = 0.04;

export const counties: readonly County[] = COUNTY_NODES.map((node, index) => {
  const prefecture = findDivision(`${node.code.slice(0, 4)}00`)!;
  const present = presentCode(node);
  const alias = syntheticAliasOf(node.code)!;
  return {
    index,
    code: present.code,
    name: present.name,
    prefectureCode: prefecture.code,
    prefectureName: prefecture.name,
    alias,
    retiredAlias: DIVISIONS.find((other) => other.isSynthetic && other.successors.includes(alias))?.code ?? null,
    weight: weightOf(node),
    isSeat: siblings(node)[0] === node,
  };
});

/** A node whose code began later is described under the code it had before. */
function presentCode(node: Division): Division {
  const day = dayText(AS_OF);
  if (isInForce(node, day)) return node;
  return DIVISIONS.find((other) => other.successors.includes(node.code) && isInForce(other, day)) ?? node;
}

function siblings(node: Division): Division[] {
  return COUNTY_NODES.filter((other) => other.parent === node.parent);
}

function weightOf(node: Division): number {
  const prefecture = PREFECTURE_WEIGHTS[node.code.slice(0, 4)]!;
  if (node.code === NEW_AREA) return prefecture * NEW_AREA_SHARE;
  const others = siblings(node).filter(({ code }) => code !== NEW_AREA);
  const total = others.reduce((sum, other) => sum + relativeWeight(other, others), 0);
  const rest = node.code.startsWith(NEW_AREA.slice(0, 4)) ? prefecture * (1 - NEW_AREA_SHARE) : prefecture;
  return (rest * relativeWeight(node, others)) / total;
}

function relativeWeight(node: Division, all: readonly Division[]): number {
  if (node === all[0]) return 2;
  return SPARSE.has(node.code) ? 0.15 : 1;
}

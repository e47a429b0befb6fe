import type { GovernanceEvent } from "./events.ts";
import type { Level } from "./handling.ts";

/** Who handles an event at a level. */
export function unitName({ people, village, gridCode }: GovernanceEvent, level: Level): string {
  const { county } = people;
  switch (level) {
    case "GRID":
      return `${village.name}第${Number(gridCode.slice(12))}网格`;
    case "VILLAGE":
      return `${village.name}综治中心`;
    case "TOWNSHIP":
      return `${village.township.name}综治中心`;
    case "COUNTY":
      return `${county.name}综治中心`;
    case "CITY":
      return `${county.prefectureName}综治中心`;
    case "PROVINCE":
      return "甘肃省综治中心";
  }
}

/** The officer of a grid; the register of officers comes later. */
export function officerId(gridCode: string): string {
  return `GO${gridCode}1`;
}

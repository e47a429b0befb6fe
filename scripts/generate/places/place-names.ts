import type { County } from "./counties.ts";
import type { Village } from "./neighbourhoods.ts";

const FIRST = [..."安永太和兴长福新东西南北清平康文德昌盛广"];
const SECOND = [..."乐宁平泰和川源坪台堡沟湾岭塬阳水泉山河滩"];

/** Two characters for a number; different for the first 400 numbers. */
function rootName(number: number): string {
  const first = FIRST[number % FIRST.length]!;
  const second = SECOND[Math.floor(number / FIRST.length) % SECOND.length]!;
  return first + second;
}

/** The word 示例 says that there is no such place. */
export function townshipName(number: number, suffix: string): string {
  return `示例${rootName(number)}${suffix}`;
}

export function villageName(number: number, suffix: string): string {
  return rootName(number) + suffix;
}

/** `甘肃省兰州市城关区`; a city without counties is named once. */
export function countyAddress(county: County): string {
  const prefecture = county.prefectureName === county.name ? "" : county.prefectureName;
  return `甘肃省${prefecture}${county.name}`;
}

/** Address of a house, `number` counting within the village. */
export function houseAddress(county: County, village: Village, number: number): string {
  const place = `${countyAddress(county)}${village.township.name}${village.name}`;
  if (!village.isUrban) return `${place}${1 + (number % 8)}社${1 + Math.floor(number / 8)}号`;
  const [road, rest] = [1 + (number % 40), Math.floor(number / 40)];
  const room = (1 + (rest % 6)) * 100 + 1 + (Math.floor(rest / 6) % 4);
  return `${place}示例路${road}号${1 + (number % 9)}号楼${1 + (rest % 4)}单元${room}室`;
}

/**
 * A hundred households that stand for a province. A county repeats them, so that who lives with whom, and which
 * index is whose, is arithmetic instead of a stored table.
 *
 * One word is one person: relation (`h` head, `s` spouse, `c` child, `d` child-in-law, `g` grandchild, `p` parent),
 * sex (`m`, `f`, `x` drawn), youngest age of a five-year band, `*` for one who married in from another county.
 * Fitted by annealing to the age bands, household sizes and sex ratio of the census shares the generator aims at;
 * mothers are at least 21 years older than their children. Ordered so that any first few resemble the whole.
 * The first two are the households of the demo family and of a deceased person.
 */
const TYPICAL = `
  hm35 sf35 cx5 cx0, hf80, hm25, hm70 sf70*, hm50 sf45 cx10 cx10, hm70, hm45 sf40 cx5, hf50 sm55 cx20 cx20 pm75,
  hm50 pf75, hf30 sm35 cx5 cx0, hf30, hm30 sf30 pf55, hf55 sm55 cx25 cx20, hf75, hf50 sm50 cx20,
  hm50 sf50* cx25 cx20 cx10, hf55 cx20, hm30 sf25 cx0 cx0, hm35, hm30 sf30 pm55, hm60 sf55 cx25 pm85, hm30 sf30*,
  hm50 sf50 cx20, hm40 sf40 cx15 cx15 pm65 pf65, hm55 cx15, hm35 sf35 cx10 cx5, hm45, hf35 sm35 cx5,
  hm25 sf25* cx0 cx0 cx0, hm35 cx5, hm55 sf50 cx10, hm55 sf50 cm25 df25 gx0 gx0, hf55 cx15, hm45 sf45 cx20 cx15,
  hm50, hf35 sm40 cx5, hm30 sf30* cx0 pm60 pf60, hf45 cx10, hf60 sm65 cx25, hm70 sf70 cm40 df40 gx15 gx10, hm65 sf65,
  hf45 sm45 cx15 cx10, hf60, hm40 sf40 cx15, hm45 sf45* cx20 cx5 cx5, hm45 sf40, hm75 sf75 cx30,
  hm55 sf55 cx25 cx20 cx15 pm80 pf85, hf65 cx30, hm50 sf50* cx25 cx20, hf65, hm45 sf45 cx15,
  hm45 sf45 cx15 cx10 pm70, hm50 cx20, hm25 sf25 cx0 cx0, hm30, hm70 sf65*, hm55 sf55 cx30 cx20, hf70,
  hm45 sf40 cx10, hm50 sf45 cx20 cx15 cx10, hm50 sf50*, hm30 sf30 cx5 cx5, hf35, hm30 sf30 cx0, hm55 sf55 cx15 cx15,
  hm25 sf25*, hm50 sf45 cx10, hm60 sf55 cx20 cx15 cx15, hm55 sf50, hm40 sf40 cx10 cx5, hm40, hf30 sm35 cx5,
  hm60 sf60 cx30 pf85, hf35 cx10, hm50 sf50 cx15, hm40 sf40 cx15 cx5 pm65 pf65, hf55 sm55, hm40 sf40* cx5 pf65, hf50,
  hm35 sf35 cx5, hm25 sf25 cx0 cx0 pf50, hm35 cx0, hm60 sf60 cx30, hm60 sf55* cm30 df30 gx5 gx0, hm60 sf60,
  hm45 sf45 cx20 cx10, hm55, hm40 sf35 cx5, hm35 sf35* cx10 cx0 cx0, hm45 cx10, hm65 sf60 cx25,
  hm50 sf50 cx20 cx10 cx10 pm80 pf80, hf65 sm65, hm50 sf50 cx25 cx10, hm65, hm45 sf45* cx5, hm45 sf45 cx5 cx5 pf70,
  hf45 sm50, hm75 sf70 cx30
`;

/** The same for Linxia, where households are larger and eight points of the ages 15 to 59 move to the children. */
const LARGE = `
  hm25, hm60 sf60 cx20, hm30 sf30* cx5 cx0 cx0, hm45 pf70, hm35 sf30 cx5 cx0, hm50 sf50 cx15 cx15 cx10,
  hm30 sf30 cx0, hm50 sf50* cx25 cx10, hm65 sf60 cm35 df35 gx10 gx5, hm50 sf50 pf75, hm25 sf25 cx0 cx0 pf50,
  hm25 cx0, hf25 sm25 cx0 cx0, hf45 sm45 cx10 cx10 cx5, hm75 cx30, hm45 sf45* cx15 cx10, hm50 sf50 cm25 df25 gx0 gx0,
  hm45 sf40 cx0, hm55 sf55 cx15 cx15, hf65, hm70 sf70* cx30, hm40 sf40 cx10 cx5 cx0, hf60 cx20, hf40 sm40 cx15 cx10,
  hm55 sf55 cx20 pm85 pf85, hf35 sm35 cx0, hm50 sf50 cx15 cx10, hm35 sf35* cx5 cx5 cx5 pm65 pf65, hf55 sm55 cx20,
  hf30 sm30 cx5 cx0 cx0, hm40 cx0, hm35 sf35 cx5 cx5, hm50 sf45 cx15 cx10 cx5, hf30 sm30 cx5, hm50 sf50 cx15 cx10,
  hm60 sf60* cm30 df30 gx5 gx0, hm50 sf50 cx10, hm65 sf60 cx20 cx20, hf80, hm25 sf25 cx0 pf50,
  hm45 sf45* cx10 cx5 pm70, hm70 sf70, hm45 sf45 cx20 cx20, hm45 sf45 cx20 cx10 pm75 pf70, hf40 sm45 cx10,
  hm55 sf55* cx30 cx30, hm60, hm65 sf65 cx30, hm40 sf40 cx10 cx10 cx5, hm55 cx15, hm40 sf40 cx5 pf65,
  hf55 sm60 cx15 pm80 pf80, hm35 sf35* cx0, hm50 sf50 cx10 cx10, hm30 sf30 cx5 cx5 cx0 pm60 pf55, hm55 sf50 cx20,
  hf25 sm25 cx0 cx0 cx0, hf35 cx5, hf30 sm30 cx5 cx0, hm50 sf45* cx10 pm75 pf75, hf25 sm30 cx0, hm50 sf50 cx10 cx10,
  hf55 sm55 cx20 cx15 pm80 pf85, hm50 sf50 cx15, hm60 sf60 cx25 cx20, hf70, hm25 sf25* cx0 cx0,
  hm40 sf35 cx5 cx5 pf65, hm65 sf65, hm45 sf45 cx10 cx5, hm40 sf35* cx10 cx5 pm65 pf70, hf40 sm40 cx10,
  hm55 sf55 cx20 cx20, hf60, hm65 sf65 cx25, hm35 sf35 cx10 cx5 cx0, hm55 cx20, hm35 sf35* cx10 cx10,
  hm50 sf50 cx15 pm80 pf75, hm35 sf30 cx5, hm50 sf50 cx20 cx15, hm70 sf70* cm40 df40 gx15 gx10, hm55 sf55 cx25,
  hm25 sf25 cx0 pm55 pf55, hm30 cx5, hm30 sf30 cx5 cx5, hf45 sm45 cx15 cx10 pm70, hm75 sf75*, hm45 sf45 cx5 cx5,
  hm55 sf55 cm30 df30 gx5 gx0, hm45 sf45 cx5, hf55 sm60 cx20 cx15, hm65, hm70 sf65* cx25, hf40 sm45 cx15 cx10 cx5,
  hm65 sf60, hm45 sf45 cx15 cx5, hm35 sf35 cx10 cx0 pm60 pf65, hm40 sf40* cx10, hm50 sf45 cx20 cx10
`;

export type Relation = "HEAD" | "SPOUSE" | "CHILD" | "CHILD_IN_LAW" | "GRANDCHILD" | "PARENT";

/** One place in the hundred households. */
export interface Slot {
  readonly relation: Relation;
  readonly sex: "MALE" | "FEMALE" | "DRAWN";
  readonly ageFrom: number;
  readonly hasMarriedIn: boolean;
  /** Which of the hundred households, and which member of it. */
  readonly household: number;
  readonly member: number;
}

export interface Society {
  readonly slots: readonly Slot[];
  /** Slot of the first member of each household. */
  readonly firstSlots: readonly number[];
}

const RELATIONS: Readonly<Record<string, Relation>> = {
  h: "HEAD",
  s: "SPOUSE",
  c: "CHILD",
  d: "CHILD_IN_LAW",
  g: "GRANDCHILD",
  p: "PARENT",
};
const SEXES: Readonly<Record<string, Slot["sex"]>> = { m: "MALE", f: "FEMALE", x: "DRAWN" };

export const typicalSociety: Society = parse(TYPICAL);
export const largeSociety: Society = parse(LARGE);

function parse(text: string): Society {
  const slots: Slot[] = [];
  const firstSlots: number[] = [];
  for (const [household, members] of text.trim().split(/,\s*/u).entries()) {
    firstSlots.push(slots.length);
    for (const [member, word] of members.split(" ").entries()) slots.push(parseSlot(word, household, member));
  }
  return { slots, firstSlots };
}

function parseSlot(word: string, household: number, member: number): Slot {
  return {
    relation: RELATIONS[word.charAt(0)]!,
    sex: SEXES[word.charAt(1)]!,
    ageFrom: Number.parseInt(word.slice(2), 10),
    hasMarriedIn: word.endsWith("*"),
    household,
    member,
  };
}

/** Adults of working age who head a household: they may run a business, and none of them is recorded as deceased. */
export function canRunBusiness(slot: Slot): boolean {
  return slot.relation === "HEAD" && slot.ageFrom >= 25 && slot.ageFrom < 60;
}

export function isAdult(slot: Slot): boolean {
  return slot.ageFrom >= 20;
}

import type { Slot, Society } from "./society.ts";

/** Members of one kind among the people of a settlement, in order of their index. */
export interface Selection {
  readonly count: number;
  /** Index in the settlement of the nth of them. */
  person(nth: number): number;
  /** How many of them come before this person. */
  rank(person: number): number;
}

/** So many people of a society, in whole households except perhaps the last. Indices run from 0 within the settlement. */
export interface Settlement {
  readonly society: Society;
  readonly personCount: number;
  readonly householdCount: number;
  slot(person: number): Slot;
  household(person: number): number;
  /** First person of a household; asked with `householdCount` it answers `personCount`. */
  firstPerson(household: number): number;
  /** Those of a kind, from `firstPerson` on. */
  select(isChosen: (slot: Slot) => boolean, firstPerson?: number): Selection;
}

/** `rotation` is the household of the society that comes first here, so that counties do not all begin alike. */
export function settle(society: Society, personCount: number, rotation: number): Settlement {
  const { slots, firstSlots } = society;
  const size = slots.length;
  const offset = firstSlots[rotation]!;
  const household = (person: number): number => {
    const place = person + offset;
    return Math.floor(place / size) * firstSlots.length + slots[place % size]!.household - rotation;
  };
  const firstPerson = (index: number): number => {
    const turned = index + rotation;
    const first = Math.floor(turned / firstSlots.length) * size + firstSlots[turned % firstSlots.length]! - offset;
    return Math.min(first, personCount);
  };
  return {
    society,
    personCount,
    householdCount: personCount === 0 ? 0 : household(personCount - 1) + 1,
    slot: (person) => slots[(person + offset) % size]!,
    household,
    firstPerson,
    select: (isChosen, from = 0) => select(slots, isChosen, offset, from, personCount),
  };
}

function select(
  slots: readonly Slot[],
  isChosen: (slot: Slot) => boolean,
  offset: number,
  from: number,
  to: number,
): Selection {
  const chosen: number[] = [];
  const chosenBefore: number[] = [];
  for (const [index, slot] of slots.entries()) {
    chosenBefore.push(chosen.length);
    if (isChosen(slot)) chosen.push(index);
  }
  const before = (person: number): number => {
    const place = person + offset;
    return Math.floor(place / slots.length) * chosen.length + chosenBefore[place % slots.length]!;
  };
  const skipped = before(from);
  return {
    count: Math.max(0, before(to) - skipped),
    person(nth) {
      const n = nth + skipped;
      return Math.floor(n / chosen.length) * slots.length + chosen[n % chosen.length]! - offset;
    },
    rank: (person) => before(person) - skipped,
  };
}

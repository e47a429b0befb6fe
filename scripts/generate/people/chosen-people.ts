import { lastStartingBy } from "../random/last-starting-by.ts";
import type { CountyPeople } from "./population.ts";
import type { Selection } from "./settlement.ts";
import type { Slot } from "./society.ts";

/** People of a kind throughout the province, the planned households left out. */
export interface ChosenPeople {
  readonly count: number;
  /** Index, in the province, of the nth of them. */
  person(nth: number): number;
}

export function choosePeople(population: readonly CountyPeople[], isChosen: (slot: Slot) => boolean): ChosenPeople {
  const spans: { first: number; people: CountyPeople; members: Selection }[] = [];
  let count = 0;
  for (const people of population) {
    const { settlement, plainHouseholds } = people;
    const members = settlement.select(isChosen, settlement.firstPerson(plainHouseholds));
    if (members.count > 0) spans.push({ first: count, people, members });
    count += members.count;
  }
  return {
    count,
    person(nth) {
      const span = spans[lastStartingBy(spans, nth, ({ first }) => first)]!;
      return span.people.firstPerson + span.members.person(nth - span.first);
    },
  };
}

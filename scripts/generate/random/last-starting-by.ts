/**
 * Index of the last entry that starts by `number`, or −1. Entries are in order of their starts; where an empty one
 * shares its start with the next, the next is meant.
 */
export function lastStartingBy<T>(entries: readonly T[], number: number, startOf: (entry: T) => number): number {
  let low = -1;
  let high = entries.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (startOf(entries[middle]!) <= number) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Prime, and small enough that a product of two remainders is exact. */
const PRIME = 67_108_859;

/** What follows from some sums by adding and subtracting them: vectors modulo a prime, reduced as they come. */
export class LinearSpan {
  readonly #rows = new Map<number, number[]>();

  /** False when the sum says nothing new. */
  add(vector: readonly number[]): boolean {
    const rest = this.#reduce(vector);
    const pivot = rest.findIndex((value) => value !== 0);
    if (pivot === -1) return false;
    const inverse = power(rest[pivot] ?? 0, PRIME - 2);
    this.#rows.set(
      pivot,
      rest.map((value) => (value * inverse) % PRIME),
    );
    return true;
  }

  holds(vector: readonly number[]): boolean {
    return this.#reduce(vector).every((value) => value === 0);
  }

  #reduce(vector: readonly number[]): number[] {
    const rest = [...vector];
    for (let index = 0; index < rest.length; index += 1) {
      const factor = rest[index] ?? 0;
      const row = factor === 0 ? undefined : this.#rows.get(index);
      if (!row) continue;
      for (let at = index; at < rest.length; at += 1) {
        rest[at] = ((rest[at] ?? 0) + (PRIME - factor) * (row[at] ?? 0)) % PRIME;
      }
    }
    return rest;
  }
}

function power(base: number, exponent: number): number {
  let [result, factor] = [1, base % PRIME];
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = (result * factor) % PRIME;
    factor = (factor * factor) % PRIME;
  }
  return result;
}

/** Choices read from a list of numbers, so that fast-check can shrink whatever is made of them. */
export class Tape {
  readonly #numbers: readonly number[];
  #at = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  /** A number below `limit`; zero when the tape has run out. */
  below(limit: number): number {
    const number = this.#numbers[this.#at] ?? 0;
    this.#at += 1;
    return number % limit;
  }

  isChosen(percent: number): boolean {
    return this.below(100) < percent && this.#at <= this.#numbers.length;
  }

  oneOf<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }
}

/**
 * The numbers of one record. Small, fast and repeatable (sfc32 of PractRand, 128 bits of state); not for secrets:
 * those come from the HMAC that seeds it.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter: number;

  constructor(a: number, b: number, c: number, counter: number) {
    this.#a = a;
    this.#b = b;
    this.#c = c;
    this.#counter = counter;
  }

  /** 0 … 2³²−1. */
  uint32(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return sum >>> 0;
  }

  /** At least 0, below 1. */
  unit(): number {
    return this.uint32() / 4294967296;
  }

  /** 0 … bound−1. */
  below(bound: number): number {
    return Math.floor(this.unit() * bound);
  }

  /** Both ends included. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  chance(probability: number): boolean {
    return this.unit() < probability;
  }

  pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)]!;
  }

  /** Mean 0, standard deviation 1 (Box and Muller). */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.unit()));
    return radius * Math.cos(2 * Math.PI * this.unit());
  }

  /** `length` decimal digits. */
  digits(length: number): string {
    return String(this.below(10 ** length)).padStart(length, "0");
  }

  /** 64 hexadecimal digits, as a SHA-256 is written. */
  hexDigest(): string {
    let text = "";
    for (let i = 0; i < 8; i++) text += this.uint32().toString(16).padStart(8, "0");
    return text;
  }
}

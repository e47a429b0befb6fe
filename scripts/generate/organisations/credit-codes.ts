import { creditCodeCheckDigit, organisationCodeCheckDigit } from "@tongshu/schema";
import { permutation } from "../random/permutation.ts";
import type { Random } from "../random/random.ts";
import type { Cell } from "./directory.ts";

/** The 31 characters of a credit code. */
const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/** One digit and five characters after `YY`: room for ten times the organisations of the province. */
const BODIES = 10 * ALPHABET.length ** 5;

/** More than a cell holds; 704 cells of this size fit the bodies. */
const CELL_SIZE = 400_000;

/** Gives each organisation a credit code of its own, the same at every scale. */
export type CreditCodes = (cell: Cell, rank: number) => string;

export function openCreditCodes(random: Random): CreditCodes {
  const spread = permutation(BODIES, random);
  return ({ position, codePrefix, people }, rank) => {
    const number = spread.at(position * CELL_SIZE + rank);
    const body = String(number % 10) + base31(Math.floor(number / 10), 5);
    return creditCode(codePrefix + people.county.alias, `YY${body}`);
  };
}

/** The code of a department's body: numbered within its county, or within the province under alias 629900. */
export function publicBodyCode(alias: string, number: number): string {
  return creditCode(`11${alias}`, `YYG${alias.slice(4)}${base31(number, 3)}`);
}

function creditCode(prefix: string, organisationBody: string): string {
  const first17 = prefix + organisationBody + organisationCodeCheckDigit(organisationBody);
  return first17 + creditCodeCheckDigit(first17);
}

function base31(number: number, length: number): string {
  let text = "";
  for (let rest = number; text.length < length; rest = Math.floor(rest / ALPHABET.length)) {
    text = ALPHABET.charAt(rest % ALPHABET.length) + text;
  }
  return text;
}

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** `E` and a ULID, for organisations without a credit code; the time is midnight of a day. */
export function ulidEntityId(day: number, random: Random): string {
  let time = "";
  for (let rest = Math.max(0, day) * 86_400_000; time.length < 10; rest = Math.floor(rest / 32)) {
    time = CROCKFORD.charAt(rest % 32) + time;
  }
  const tail = Array.from({ length: 16 }, () => CROCKFORD.charAt(random.below(32))).join("");
  return `E${time}${tail}`;
}

import type { Row } from "../planted/record.ts";

/** A row and the type it is of. */
export interface Found {
  readonly type: string;
  readonly row: Row;
}

export type Arguments = Readonly<Record<string, unknown>>;

/** Where a field leads: rows of other types, in the order in which a register gives them. */
export interface Relation {
  find(row: Row, args: Arguments): readonly Found[];
  /** A field of the target that is closed leads here: only rows whose field the grant covers may be in the list. */
  readonly isClosedWay?: boolean;
}

/** What a type is made of, without a word about who may see it. */
export interface PlainType {
  readonly table: readonly Row[];
  readonly keyColumn: string;
  readonly relations: Readonly<Record<string, Relation>>;
  /** Fields whose value is not simply the column of that name. */
  readonly values: Readonly<Record<string, (row: Row, args: Arguments) => unknown>>;
  readonly masks: Readonly<Record<string, (value: string) => string>>;
  readonly regionColumns: readonly string[];
  readonly selfColumn?: string;
  isOfSelf?(row: Row, personId: string): boolean;
  isPublic?(row: Row): boolean;
  /** Of an open field, whether this cell of a public row is open too. */
  isPublicCell?(row: Row, field: string): boolean;
  isSensitive?(row: Row): boolean;
}

export function columnOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Masks written out once more, so that a mask which shows too much is not judged by itself. */
export const MASK = {
  name: (value: string) => `${[...value][0]}*`,
  number: (value: string) => (value.length === 18 ? `${value.slice(0, 6)}********${value.slice(14)}` : "***"),
  phone: (value: string) => (/^\d{11}$/.test(value) ? `${value.slice(0, 3)}****${value.slice(7)}` : "***"),
  date: (value: string) => value.slice(0, 4),
  /** The planted addresses name their street after the district. */
  address: (value: string) => value.slice(0, value.indexOf("街道") + 2),
};

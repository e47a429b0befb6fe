import {
  ADDRESS_FOLDING,
  type Folding,
  NAME_FOLDING,
  normaliseAddress,
  normaliseName,
  regionPrefix,
} from "@tongshu/schema";
import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

/** How one field is compared. The held value stays in the database: what leaves it is whether the two are the same. */
export interface Claim {
  /** The field of the entity that the claim is about. */
  readonly field: string;
  readonly held: PgColumn;
  /** The claimed value as the statement takes it. */
  normalise(claimed: unknown): string;
  isSame(claimed: SQL): SQL;
  /** Older data answer STALE; no limit when absent. */
  readonly maxAgeHours?: number;
  /** Rows whose value is in doubt at the source, and answers STALE until that is settled. */
  readonly isInDoubt?: SQL;
}

type Judgement = Partial<Pick<Claim, "maxAgeHours" | "isInDoubt">>;

/** Values of closed tables, dates and amounts, equal or not. */
export function exactly(field: string, held: PgColumn, judgement: Judgement = {}): Claim {
  const type = sql.raw(held.getSQLType().replace(/ collate .*/, ""));
  return { field, held, normalise: String, isSame: (claimed) => sql`${held} = ${claimed}::${type}`, ...judgement };
}

/** Names, whatever their width and kind of middle dot. */
export function nameOf(field: string, held: PgColumn, judgement: Judgement = {}): Claim {
  const normalise = (claimed: unknown) => normaliseName(String(claimed));
  return { field, held, normalise, isSame: (claimed) => sql`${folded(held, NAME_FOLDING)} = ${claimed}`, ...judgement };
}

/** Addresses, whatever their width, spaces and punctuation. The whole address: a part of one would be found by trying. */
export function addressOf(field: string, held: PgColumn, judgement: Judgement = {}): Claim {
  const normalise = (claimed: unknown) => normaliseAddress(String(claimed));
  const isSame = (claimed: SQL) => sql`${folded(held, ADDRESS_FOLDING)} = ${claimed}`;
  return { field, held, normalise, isSame, ...judgement };
}

const COUNTY_DIGITS = 6;

/**
 * Whether a division lies in the claimed county, township or village. A province or a prefecture holds no row of its own and
 * so never matches: asking from the top down would find a person's county in a few steps.
 */
export function divisionOf(field: string, held: PgColumn, judgement: Judgement = {}): Claim {
  const normalise = (claimed: unknown) => {
    const prefix = regionPrefix(String(claimed));
    return prefix.length < COUNTY_DIGITS ? String(claimed) : prefix;
  };
  // `:` comes right after `9`.
  const isSame = (claimed: SQL) => sql`${held} >= ${claimed} collate "C" and ${held} < (${claimed} || ':') collate "C"`;
  return { field, held, normalise, isSame, ...judgement };
}

function folded(held: PgColumn, { from, to, trimmed }: Folding): SQL {
  const translated = sql`translate(${held}, ${from}, ${to})`;
  return trimmed === "" ? translated : sql`btrim(${translated}, ${trimmed})`;
}

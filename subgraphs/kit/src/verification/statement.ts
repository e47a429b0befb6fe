import type { Coordinate } from "@tongshu/schema";
import { type SQL, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import type { SubjectSource } from "../entity.ts";
import type { VerifyRead } from "../reads.ts";
import type { Query } from "../rows/statement.ts";
import { accessOf, type View } from "../rows/type-access.ts";
import { type Condition, either, publicCellCondition, scopeCondition } from "../rows/visibility.ts";
import type { Classification } from "../wall/classification.ts";
import type { Claim } from "./claim.ts";
import { sourceFreshness } from "./source-freshness.ts";

/** What one view may verify of a type, and the one statement that does it for any number of subjects. */
export interface Verification {
  /** Claims the view may make; every other is NOT_GRANTED, and its value is in no statement. */
  readonly granted: ReadonlySet<string>;
  /** Null when no row can be seen. */
  readonly query: Query | null;
  /** The granted claims, in the order of their columns. */
  readonly claims: readonly string[];
  readonly subjects: readonly SubjectColumn[];
}

export interface SubjectColumn {
  readonly type: SubjectSource["type"];
  /** The row is about the subject only when one of these claims was compared. */
  readonly claims: readonly string[];
}

/** Columns before those of the claims: place of the subject, source department, as of when. */
export const LEADING_COLUMNS = 3;

const dialect = new PgDialect();

/** Input of the statement that holds the values of one claim, null where a subject makes none. */
export function claimInput(claim: string): string {
  return `claim.${claim}`;
}

/** Which claims a view may make: the field is open to all, or the grant says VERIFY or FULL. A masked value is not compared. */
function grantedClaims(read: VerifyRead, { fields }: Classification, view: View): ReadonlySet<string> {
  const isGranted = ([, { field }]: readonly [string, Claim]) => {
    const coordinate = `${read.entity.type}.${field}`;
    const sharing = fields.get(coordinate)?.sharing;
    if (sharing === undefined || sharing === "NOT_SHARED") return false;
    return sharing === "UNCONDITIONAL" || isLevelEnough(coordinate, view);
  };
  return new Set(
    Object.entries(read.claims)
      .filter(isGranted)
      .map(([claim]) => claim),
  );
}

function isLevelEnough(coordinate: Coordinate, { levels }: View): boolean {
  const level = Object.hasOwn(levels, coordinate) ? levels[coordinate] : "NONE";
  return level === "VERIFY" || level === "FULL";
}

export function compileVerification(read: VerifyRead, classification: Classification, view: View): Verification {
  const granted = grantedClaims(read, classification, view);
  const access = accessOf(read.entity.type, classification, view);
  const inScope = scopeCondition(read.entity, access);
  const claims = Object.keys(read.claims).filter((claim) => granted.has(claim));
  const cells = claims.map((claim) => {
    const { field = "" } = read.claims[claim] ?? {};
    const isOpen = access.unconditional.has(field);
    const open = isOpen ? publicCellCondition(read.entity, field) : false;
    return either(open, isLevelEnough(`${read.entity.type}.${field}`, view) ? inScope : false);
  });
  const visible = cells.reduce(either, false);
  const subjects = subjectColumns(read, claims);
  if (visible === false) return { granted, query: null, claims, subjects };
  const verdicts = claims.map((claim, index) => verdict(read.claims[claim] as Claim, at(index), cells[index] ?? false));
  const { sql: text, params: parameters } = dialect.sqlToQuery(select(read, claims, verdicts, visible));
  return { granted, query: { text, parameters }, claims, subjects };
}

/** Whose data the claims are: the entity's own subject always, others by the fields that tell of them. */
function subjectColumns({ entity, claims }: VerifyRead, granted: readonly string[]): SubjectColumn[] {
  return (entity.subjects ?? []).map(({ type, fields }) => ({
    type,
    claims: granted.filter((claim) => fields?.includes(claims[claim]?.field ?? "") ?? true),
  }));
}

function at(index: number): SQL {
  return sql.raw(`asked.c${index}`);
}

/**
 * One claim about one subject. EMPTY is told from NOT_FOUND for the record only: a row in scope without a value was looked at.
 */
function verdict({ held, isSame, isInDoubt, maxAgeHours }: Claim, claimed: SQL, cell: Condition): SQL {
  const isHidden =
    cell === true ? sql`` : sql` when ${cell === false ? sql`true` : sql`(${cell}) is not true`} then 'NOT_FOUND'`;
  const isDoubtful = isInDoubt ? sql` when ${isInDoubt} then 'STALE'` : sql``;
  return sql`case when ${claimed} is null then null${isHidden} when ${held} is null then 'EMPTY'${isDoubtful}${staleBranch(
    held,
    maxAgeHours,
  )} when ${isSame(claimed)} then 'MATCH' else 'MISMATCH' end`;
}

function staleBranch(held: Claim["held"], maxAgeHours: number | undefined): SQL {
  if (maxAgeHours === undefined) return sql``;
  const table = held.table;
  const hours = sql`coalesce(${sourceFreshness.maxAgeHours}, ${sql.raw(String(maxAgeHours))})`;
  const asOf = sql`coalesce(${sourceFreshness.asOf}, ${sql.placeholder("now")}::timestamptz)`;
  return sql` when ${table}.loaded_at < ${asOf} - make_interval(hours => ${hours}) then 'STALE'`;
}

/** The subjects are a table of parameters, one array a column: the text is the same for one subject and for a thousand. */
function select(read: VerifyRead, claims: readonly string[], verdicts: readonly SQL[], visible: Condition): SQL {
  const { entity, by } = read;
  const arrays = ["keys", ...claims.map(claimInput)].map((name) => sql`${sql.placeholder(name)}::text[]`);
  const names = sql.raw(["key", ...claims.map((_, index) => `c${index}`), "place"].join(", "));
  const leading = [sql.raw("asked.place::int"), sql`${entity.table}.source_dept`, sql`${entity.table}.loaded_at`];
  const columns = [...leading, ...verdicts, ...(entity.subjects ?? []).map(({ column }) => sql`${column}`)];
  const where = visible === true ? sql`` : sql` where ${visible}`;
  return sql`select ${sql.join(columns, sql`, `)}
    from unnest(${sql.join(arrays, sql`, `)}) with ordinality as asked(${names})
    join ${entity.table} on ${by} = asked.key
    left join ${sourceFreshness} on ${sourceFreshness.sourceCatalog} = ${entity.table}.source_catalog${where}`;
}

import { and, desc, is, Placeholder, type SQL, sql } from "drizzle-orm";
import { type PgColumn, PgDialect } from "drizzle-orm/pg-core";
import type { Source } from "../entity.ts";
import type { ExistsRead, ListRead, ManyRead, OrderTerm, PageRead, Read } from "../reads.ts";
import { type Projection, project } from "./projection.ts";
import type { TypeAccess } from "./type-access.ts";
import { enclosed, visibilityOf } from "./visibility.ts";

/** One SQL text and what goes into it; holds no value of any caller, so it is kept and shared between calls. */
export interface Query {
  readonly text: string;
  /** Placeholders of inputs, and constants of the statement itself, in the order of `$1`, `$2` … */
  readonly parameters: readonly unknown[];
}

/** A query and what its rows become. */
export interface Statement extends Query {
  readonly read: Read;
  readonly projection: Projection;
}

export type StatementInputs = Readonly<Record<string, unknown>>;

const dialect = new PgDialect();
const FIRST = sql`${sql.placeholder("first")}::int`;

/** The statement of a shape, or null when the view can see no row of the type, so that none is read. */
export function compileStatement(
  read: Read,
  requested: readonly string[],
  access: TypeAccess,
  inputNames: readonly string[],
): Statement | null {
  const visibility = visibilityOf(read.entity, access);
  const reached = isReachedByClosedField(read, access) ? visibility.isInScope : visibility.isVisible;
  if (reached === false) return null;
  const projection = project(read.entity, requested, access, visibility, leadingOf(read));
  const span = visibility.isPublic === false && access.scope === "PREFIXES" ? spanOf(read) : undefined;
  const visible = and(reached === true ? undefined : reached, span);
  const { sql: text, params: parameters } = dialect.sqlToQuery(select(read, projection, visible, inputNames));
  return { read, text, parameters, projection };
}

/**
 * Rows asked for by a field that is not open to all, such as the person behind a position: the list itself would tell
 * whose each row is, so only rows whose field the grant covers may be in it.
 */
function isReachedByClosedField(read: Read, { unconditional }: TypeAccess): boolean {
  if (read.kind !== "ONE" && read.kind !== "MANY") return false;
  const { fields, key } = read.entity;
  const asked = Object.keys(fields).filter((field) => fields[field] === read.by);
  return asked.length > 0 && !asked.some((field) => field === key || unconditional.has(field));
}

export function bind({ parameters }: Query, inputs: StatementInputs): unknown[] {
  return parameters.map((parameter) => (is(parameter, Placeholder) ? inputs[parameter.name] : parameter));
}

/** The keys that any row has. */
export function compileExists({ by, where }: ExistsRead): Query {
  const condition = and(sql`${by} = any(${keys(by)})`, where && enclosed(where));
  const { sql: text, params: parameters } = dialect.sqlToQuery(
    sql`select distinct ${by} from ${by.table} where ${condition}`,
  );
  return { text, parameters };
}

/** The parent a lateral row belongs to. */
const PARENT_KEY = sql`parent.key`;

function leadingOf(read: Read): readonly Source[] {
  if (read.kind === "LIST") return [];
  if (read.kind === "PAGE") return read.orderBy;
  return [read.kind === "MANY" ? PARENT_KEY : read.by];
}

/** Where every row of a page is in scope, the scope is a range of the order, and nothing outside it need be passed. */
function spanOf(read: Read): SQL | undefined {
  const [first] = read.kind === "PAGE" && read.regionDigits ? read.orderBy : [];
  if (!first) return undefined;
  const [from, to] = [sql.placeholder("spanFrom"), sql.placeholder("spanTo")];
  return sql`${first} >= ${from}::text collate "C" and ${first} < ${to}::text collate "C"`;
}

function select(read: Read, { sources }: Projection, visible: SQL | undefined, inputNames: readonly string[]): SQL {
  const from = sql`select ${join(sources)} from ${read.entity.table}`;
  switch (read.kind) {
    case "ONE":
      return sql`${from} where ${and(sql`${read.by} = any(${keys(read.by)})`, visible)}`;
    case "MANY":
      return selectChildren(read, from, visible);
    case "LIST":
      return sql`${from} where ${and(sql`true`, own(read), visible)} order by ${join(read.orderBy)} limit ${FIRST}`;
    case "PAGE":
      return selectPage(read, from, visible, inputNames);
  }
}

/** Lateral, so that each parent's rows are taken from the index up to its own limit. */
function selectChildren(read: ManyRead, from: SQL, visible: SQL | undefined): SQL {
  const where = and(isChild(read), own(read), visible);
  const children = sql`${from} where ${where} order by ${join(read.orderBy)} limit ${FIRST}`;
  return sql`select child.* from unnest(${keys(read.by)}) as parent(key) cross join lateral (${children}) as child`;
}

/** A row that is linked twice to one parent is one child. */
function isChild({ by, through }: ManyRead): SQL {
  const hasKey = sql`${by} = ${PARENT_KEY}`;
  return through ? sql`exists (select 1 from ${by.table} where ${and(hasKey, enclosed(through))})` : hasKey;
}

function selectPage(read: PageRead, from: SQL, visible: SQL | undefined, inputNames: readonly string[]): SQL {
  const filters = Object.entries(read.filters).filter(([name]) => inputNames.includes(`filter.${name}`));
  const conditions = filters.map(([name, filter]) => enclosed(filter(sql`${sql.placeholder(`filter.${name}`)}`)));
  const cursor = read.orderBy.map((column, index) => sql`${sql.placeholder(`after.${index}`)}::${castOf(column)}`);
  const beyond = sql.raw(read.isDescending ? "<" : ">");
  const after = inputNames.includes("after.0") ? sql`(${join(read.orderBy)}) ${beyond} (${join(cursor)})` : undefined;
  const where = and(sql`true`, ...conditions, after, visible);
  const order = read.isDescending ? read.orderBy.map(desc) : read.orderBy;
  return sql`${from} where ${where} order by ${join(order)} limit ${FIRST}`;
}

function own({ where }: ManyRead | ListRead): SQL | undefined {
  return where && enclosed(where);
}

function join(terms: readonly OrderTerm[]): SQL {
  return sql.join([...terms], sql`, `);
}

/** One array parameter: a list of parameters would be another statement for each number of keys. */
function keys(by: PgColumn): SQL {
  return sql`${sql.placeholder("keys")}::${castOf(by)}[]`;
}

function castOf(column: PgColumn): SQL {
  return sql.raw(column.getSQLType().replace(/ collate .*/, ""));
}

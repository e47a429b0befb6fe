import { and, is, Placeholder, type SQL, sql } from "drizzle-orm";
import { type PgColumn, PgDialect } from "drizzle-orm/pg-core";
import type { ListRead, ManyRead, OneRead, OrderTerm, PageRead, Read } from "../reads.ts";
import { type Projection, project } from "./projection.ts";
import type { TypeAccess } from "./type-access.ts";
import { type Condition, enclosed, visibilityOf } from "./visibility.ts";

/** One SQL text and how to use it; holds no value of any caller, so it is kept and shared between calls. */
export interface Statement {
  readonly read: Read;
  readonly text: string;
  /** Placeholders of inputs, and constants of the statement itself, in the order of `$1`, `$2` … */
  readonly parameters: readonly unknown[];
  readonly projection: Projection;
}

export type StatementInputs = Readonly<Record<string, unknown>>;

const dialect = new PgDialect();

/** The statement of a shape, or null when the view can see no row of the type, so that none is read. */
export function compileStatement(
  read: Read,
  requested: readonly string[],
  access: TypeAccess,
  inputNames: readonly string[],
): Statement | null {
  const visibility = visibilityOf(read.entity, access);
  if (visibility.isVisible === false) return null;
  const projection = project(read.entity, requested, access, visibility, leadingOf(read));
  const { sql: text, params: parameters } = dialect.sqlToQuery(
    select(read, projection, visibility.isVisible, inputNames),
  );
  return { read, text, parameters, projection };
}

export function bind({ parameters }: Statement, inputs: StatementInputs): unknown[] {
  return parameters.map((parameter) => (is(parameter, Placeholder) ? inputs[parameter.name] : parameter));
}

function leadingOf(read: Read): readonly PgColumn[] {
  if (read.kind === "LIST") return [];
  return read.kind === "PAGE" ? read.orderBy : [read.by];
}

function select(read: Read, { sources }: Projection, isVisible: Condition, inputNames: readonly string[]): SQL {
  const from = sql`select ${join(sources)} from ${read.entity.table}`;
  const visible = isVisible === true ? undefined : (isVisible as SQL);
  switch (read.kind) {
    case "ONE":
      return sql`${from} where ${and(sql`${read.by} = any(${keys(read)})`, visible)}`;
    case "MANY":
      return selectChildren(read, from, visible);
    case "LIST":
      return sql`${from} where ${and(sql`true`, own(read), visible)} order by ${join(read.orderBy)} limit ${sql.raw(String(read.cap))}`;
    case "PAGE":
      return selectPage(read, from, visible, inputNames);
  }
}

/** Lateral, so that each parent's rows are taken from the index up to its own limit. */
function selectChildren(read: ManyRead, from: SQL, visible: SQL | undefined): SQL {
  const where = and(sql`${read.by} = parent.key`, own(read), visible);
  const children = sql`${from} where ${where} order by ${join(read.orderBy)} limit ${sql.placeholder("first")}::int`;
  return sql`select child.* from unnest(${keys(read)}) as parent(key) cross join lateral (${children}) as child`;
}

function selectPage(read: PageRead, from: SQL, visible: SQL | undefined, inputNames: readonly string[]): SQL {
  const filters = Object.entries(read.filters).filter(([name]) => inputNames.includes(`filter.${name}`));
  const conditions = filters.map(([name, filter]) => enclosed(filter(sql`${sql.placeholder(`filter.${name}`)}`)));
  const cursor = read.orderBy.map((column, index) => sql`${sql.placeholder(`after.${index}`)}::${castOf(column)}`);
  const after = inputNames.includes("after.0") ? sql`(${join(read.orderBy)}) > (${join(cursor)})` : undefined;
  const where = and(sql`true`, ...conditions, after, visible);
  return sql`${from} where ${where} order by ${join(read.orderBy)} limit ${sql.placeholder("first")}::int`;
}

function own({ where }: ManyRead | ListRead): SQL | undefined {
  return where && enclosed(where);
}

function join(terms: readonly OrderTerm[]): SQL {
  return sql.join([...terms], sql`, `);
}

/** One array parameter: a list of parameters would be another statement for each number of keys. */
function keys(read: OneRead | ManyRead): SQL {
  return sql`${sql.placeholder("keys")}::${castOf(read.by)}[]`;
}

function castOf(column: PgColumn): SQL {
  return sql.raw(column.getSQLType().replace(/ collate .*/, ""));
}

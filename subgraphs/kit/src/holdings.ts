import { getTableColumns, getTableName } from "drizzle-orm";
import type { Database } from "./database/database.ts";
import type { Entity } from "./entity.ts";

/** How much a register holds of one type and how fresh it is. Counts and dates of tables; no row of anybody's is read. */
export interface Holding {
  readonly type: string;
  /** As the database last estimated it; null before its first estimate. */
  readonly rowCount: number | null;
  /** When the rows that were written last came in, as RFC 3339; null for a table that does not say, or is empty. */
  readonly lastLoadedAt: string | null;
}

/** Blocks at the end of a table that are looked at: where the newest rows lie, whatever the size of the table. */
const LAST_BLOCKS = 16;
const BLOCK_BYTES = 8_192;

/** One cheap statement a type: the catalog's estimate, and the load marks at the end of the table. */
export function readHoldings(database: Database, entities: readonly Entity[]): Promise<readonly Holding[]> {
  return Promise.all(entities.map((entity) => readHolding(database, entity)));
}

async function readHolding(database: Database, { type, table }: Entity): Promise<Holding> {
  const name = getTableName(table);
  const mark = getTableColumns(table)["loadedAt"];
  const newest = mark
    ? `(select to_char(max(${quoted(mark.name)}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') from ${quoted(name)}
        where ctid >= ('(' || greatest(pg_relation_size($1::text::regclass) / ${BLOCK_BYTES} - ${LAST_BLOCKS}, 0) || ',0)')::tid)`
    : "null";
  const text = `select (select reltuples::float8 from pg_class where oid = $1::text::regclass), ${newest}`;
  const [row = []] = await database.query(text, [quoted(name)]);
  const estimate = Number(row[0] ?? -1);
  return { type, rowCount: estimate < 0 ? null : estimate, lastLoadedAt: (row[1] as string | null) ?? null };
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

import { beijingDate } from "@tongshu/schema";
import { count, type SQL, sql } from "drizzle-orm";
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type { CountDimension, CountSet, CountTable } from "./count-set.ts";
import { buildCube, type LeafCount } from "./cube.ts";
import { buildDimension, type Dimension, UNPLACED } from "./dimension.ts";
import { countEditionsTable, type PublishedTable, type PublishedTables } from "./editions-table.ts";
import { type SuppressedCube, suppressTables } from "./star.ts";

const countEditions = countEditionsTable();

/**
 * Publishes this month's edition of each set that has none yet, from the rows as they are now. Whoever could have a new
 * table whenever a row was added would learn that row by subtraction, so an edition stays as it is until the next month.
 */
export async function publishCounts(
  sets: readonly CountSet[],
  database: PostgresJsDatabase,
  nowMs: number,
): Promise<void> {
  const edition = beijingDate(nowMs).slice(0, 7);
  for (const set of sets) {
    // One moment for all tables of a set: counts of two moments would tell the rows between.
    await database.transaction((tx) => publishSet(set, tx, edition, new Date(nowMs).toISOString()), {
      isolationLevel: "repeatable read",
    });
  }
}

type Transaction = Pick<PostgresJsDatabase, "select" | "insert">;

async function publishSet(set: CountSet, tx: Transaction, edition: string, publishedAt: string): Promise<void> {
  const known = await tx
    .select({ edition: countEditions.edition })
    .from(countEditions)
    .where(sql`${countEditions.setName} = ${set.name} and ${countEditions.edition} = ${edition}`);
  if (known.length > 0) return;
  const tables = await countAll(set, tx, `${edition}-01`);
  // A register that is empty yet has nothing to publish, and must not look as if it held something.
  if (!tables) return;
  await tx.insert(countEditions).values({ setName: set.name, edition, publishedAt, tables }).onConflictDoNothing();
}

interface CountedTable {
  readonly name: string;
  readonly definitions: readonly CountDimension[];
  readonly leaves: readonly LeafCount[];
}

async function countAll(set: CountSet, tx: Transaction, asOfDate: string): Promise<PublishedTables | null> {
  const counted: CountedTable[] = [];
  for (const [name, table] of Object.entries(set.tables)) {
    const definitions = [...set.shared, ...table.own];
    counted.push({ name, definitions, leaves: await countLeaves(set, table, definitions, tx, asOfDate) });
  }
  if (counted.every(({ leaves }) => leaves.length === 0)) return null;
  const shared = set.shared.map((definition, axis) => dimensionOf(definition, counted, axis));
  const cubes = counted.map((table) => {
    const own = table.definitions.slice(shared.length);
    const dimensions = [...shared, ...own.map((each, axis) => dimensionOf(each, [table], shared.length + axis))];
    return buildCube(dimensions, table.leaves);
  });
  const suppressed = suppressTables(cubes, shared.length);
  return Object.fromEntries(suppressed.map((cube, index) => [counted[index]?.name, toPublished(cube)]));
}

/** One statement a table. */
async function countLeaves(
  { from }: CountSet,
  { where }: CountTable,
  definitions: readonly CountDimension[],
  tx: Transaction,
  asOfDate: string,
): Promise<LeafCount[]> {
  const values = definitions.map(({ name, value }) => [name, sql<string | null>`${value(asOfDate)}`.as(name)] as const);
  const grouping: SQL[] = values.map((_value, index) => sql.raw(String(index + 1)));
  const rows = await tx
    .select({ ...Object.fromEntries(values), rowCount: count() })
    .from(from)
    .where(where)
    .groupBy(...grouping);
  return rows.map((row) => ({
    codes: definitions.map(({ name }) => leafCode(row[name as keyof typeof row])),
    count: row.rowCount,
  }));
}

function leafCode(value: unknown): string {
  return typeof value === "string" ? value : UNPLACED;
}

function dimensionOf(definition: CountDimension, tables: readonly CountedTable[], axis: number): Dimension {
  const found = tables.flatMap(({ leaves }) => leaves.map(({ codes }) => codes[axis] ?? UNPLACED));
  const codes = [...new Set([...(definition.domain ?? []), ...found])].sort();
  return buildDimension(
    definition.name,
    codes.map((code) => ({ code, path: pathOf(definition, code) })),
  );
}

function pathOf({ pathOf: own }: CountDimension, code: string): readonly string[] {
  if (!own) return [code];
  return code === UNPLACED ? own("").map((_code, depth) => UNPLACED.repeat(depth + 1)) : own(code);
}

function toPublished({ cube, hidden }: SuppressedCube): PublishedTable {
  const dimensions = cube.dimensions.map(({ name, codes, depths }) => ({ name, codes, depths }));
  return { dimensions, counts: Array.from(cube.counts, (value, index) => (hidden[index] === 1 ? null : value)) };
}

import postgres from "postgres";

/** Which province a register holds, kept in the register's own database beside the rows. */
export interface ProvinceMark {
  readonly scale: number;
  readonly seed: number;
  /** Changes when the same scale and seed would give other rows. */
  readonly generator: string;
}

export type RegisterContent =
  /** No row in any table: free to be filled. */
  | { readonly kind: "EMPTY" }
  /** A load began and did not end: to be filled again. */
  | { readonly kind: "HALF" }
  | { readonly kind: "PROVINCE"; readonly mark: ProvinceMark }
  /** Rows that this program did not bring: never to be touched. */
  | { readonly kind: "FOREIGN" };

/** Run as owner. The loader may replace the one row; it may not change what a finished load said. */
export function loadMarkStatements(loader: string): string[] {
  return [
    "create schema if not exists loading",
    `create table if not exists loading.province (
       only_one boolean primary key default true check (only_one),
       scale double precision not null,
       seed bigint not null,
       generator text not null,
       is_finished boolean not null
     )`,
    `grant usage on schema loading to ${loader}`,
    `grant select, insert, delete on loading.province to ${loader}`,
  ];
}

/** What one register holds, asked as its loader. */
export async function readContent(loaderUrl: string): Promise<RegisterContent> {
  return connected(loaderUrl, async (sql) => {
    const [row] = await sql<MarkRow[]>`
      select scale, seed::float8 as seed, generator, is_finished as "isFinished" from loading.province`;
    if (row === undefined) return { kind: (await hasRows(sql)) ? "FOREIGN" : "EMPTY" };
    const { isFinished, ...mark } = row;
    return isFinished ? { kind: "PROVINCE", mark } : { kind: "HALF" };
  });
}

interface MarkRow extends ProvinceMark {
  readonly isFinished: boolean;
}

export async function writeMark(loaderUrl: string, mark: ProvinceMark, isFinished: boolean): Promise<void> {
  await connected(loaderUrl, (sql) =>
    sql.begin(async (tx) => {
      await tx`delete from loading.province`;
      await tx`insert into loading.province (scale, seed, generator, is_finished)
               values (${mark.scale}, ${mark.seed}, ${mark.generator}, ${isFinished})`;
    }),
  );
}

async function hasRows(sql: postgres.Sql): Promise<boolean> {
  const tables = await sql<{ name: string }[]>`
    select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`;
  for (const { name } of tables) {
    const found = await sql.unsafe(`select from ${name} limit 1`);
    if (found.length > 0) return true;
  }
  return false;
}

async function connected<T>(url: string, run: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await run(sql);
  } finally {
    await sql.end();
  }
}

import { type CopyStream, type DatabaseWriter, openWriter } from "@tongshu/kit";
import type { BilingualText } from "@tongshu/schema";
import { sql } from "drizzle-orm";
import type { RegisterName } from "../databases/names.ts";
import { openProvince, type Province } from "./province.ts";
import { PROVINCE_TABLES, type ProvinceTable } from "./rows/province-tables.ts";
import { WHOLE } from "./rows/slice.ts";

/** Changes whenever the same scale and seed give other rows. */
export const GENERATOR_VERSION = "4";

export interface LoadProvinceOptions {
  readonly scale: number;
  readonly seed: number;
  readonly pseudonymKey?: string;
  /** Each register's database, for a role that may truncate, copy and analyse. */
  readonly urls: Readonly<Record<RegisterName, string>>;
  readonly onProgress?: (done: number, total: number, what: BilingualText) => void;
}

const LOADED: BilingualText = { zh: "全部", en: "everything" };

/** What was published about other rows goes with them. */
const COUNT_EDITIONS = "count_editions";

/** So many rows between two reports of progress. */
const REPORT_EVERY = 5_000;

/**
 * Empties the five registers and fills them with the province. Registers are filled side by side: this thread makes
 * rows while PostgreSQL stores them, which keeps two cores busy without threads of our own.
 */
export async function loadProvince({ urls, onProgress, ...options }: LoadProvinceOptions): Promise<void> {
  const province = openProvince(options);
  const total = PROVINCE_TABLES.reduce((sum, table) => sum + Math.ceil(table.estimate(province)), 0);
  let done = 0;
  const report = (rows: number, what: BilingualText): void => {
    done += rows;
    onProgress?.(Math.min(done, total), total, what);
  };
  const registers = Object.entries(urls) as [RegisterName, string][];
  const loads = await Promise.allSettled(registers.map(([name, url]) => loadRegister(name, url, province, report)));
  for (const load of loads) if (load.status === "rejected") throw load.reason;
  onProgress?.(total, total, LOADED);
}

async function loadRegister(
  name: RegisterName,
  url: string,
  province: Province,
  report: (rows: number, what: BilingualText) => void,
): Promise<void> {
  const tables = PROVINCE_TABLES.filter(({ register }) => register === name);
  const writer = openWriter({ url, applicationName: "tongshu-load-province", connectionCount: 1 });
  try {
    const emptied = [...tables.map((table) => table.name), COUNT_EDITIONS];
    await writer.tables.execute(sql.raw(`truncate ${emptied.map(quoted).join(", ")}`));
    for (const table of tables) await loadTable(writer, table, province, (rows) => report(rows, table.label));
    await writer.tables.execute(sql.raw("vacuum (analyze)"));
  } finally {
    await writer.close();
  }
}

async function loadTable(
  writer: DatabaseWriter,
  table: ProvinceTable,
  province: Province,
  report: (rows: number) => void,
): Promise<void> {
  const stream = await writer.copyInto(table.name, table.columns);
  let sinceReport = 0;
  try {
    for (const row of table.rows(province, WHOLE)) {
      const full = stream.write(row);
      if (full) await full;
      sinceReport += 1;
      if (sinceReport === REPORT_EVERY) {
        report(sinceReport);
        sinceReport = 0;
      }
    }
    await stream.end();
  } catch (error) {
    abort(stream, error);
    throw error;
  }
  report(sinceReport);
}

function abort(stream: CopyStream, error: unknown): void {
  stream.abort(error instanceof Error ? error : new Error(String(error)));
}

function quoted(name: string): string {
  return `"${name}"`;
}

import { createHash } from "node:crypto";
import { once } from "node:events";
import { createWriteStream, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { encodeCopyRow } from "@tongshu/kit";
import type { BilingualText } from "@tongshu/schema";
import { AS_OF, dayText } from "./calendar.ts";
import { GENERATOR_VERSION } from "./load-province.ts";
import { openProvince, type Province, type ProvinceOptions } from "./province.ts";
import { PROVINCE_TABLES, type ProvinceTable } from "./rows/province-tables.ts";
import { WHOLE } from "./rows/slice.ts";

export interface WriteProvinceOptions extends ProvinceOptions {
  /** Folder for the files; made where it is missing, files of the same names are replaced. */
  readonly out: string;
  readonly onProgress?: (done: number, total: number, what: BilingualText) => void;
}

interface WrittenFile {
  readonly path: string;
  readonly rows: number;
  /** Of the whole file; the same options give the same one. */
  readonly sha256: string;
}

const NOTICE = "合成数据，不涉及任何真实个人或单位 · Synthetic data: no real person or organisation";
const CHUNK_CHARACTERS = 65_536;

/**
 * Writes the province as one file a table, in PostgreSQL's COPY text format with a line of column names, and a
 * manifest that names every file with its digest.
 */
export async function writeProvince({ out, onProgress, ...options }: WriteProvinceOptions): Promise<void> {
  const province = openProvince(options);
  const files: WrittenFile[] = [];
  for (const [i, table] of PROVINCE_TABLES.entries()) {
    onProgress?.(i, PROVINCE_TABLES.length, table.label);
    files.push(await writeTable(table, province, out));
  }
  const { scale, seed } = options;
  const manifest = { notice: NOTICE, asOfDate: dayText(AS_OF), generator: GENERATOR_VERSION, scale, seed, files };
  writeFileSync(join(out, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}

async function writeTable(table: ProvinceTable, province: Province, out: string): Promise<WrittenFile> {
  const path = join(table.register, `${table.name}.tsv`);
  mkdirSync(join(out, table.register), { recursive: true });
  const file = createWriteStream(join(out, path));
  const hash = createHash("sha256");
  const flush = async (text: string): Promise<void> => {
    hash.update(text);
    if (!file.write(text)) await once(file, "drain");
  };
  let chunk = `${table.columns.join("\t")}\n`;
  let rows = 0;
  for (const row of table.rows(province, WHOLE)) {
    chunk += encodeCopyRow(row);
    rows += 1;
    if (chunk.length < CHUNK_CHARACTERS) continue;
    await flush(chunk);
    chunk = "";
  }
  await flush(chunk);
  file.end();
  await once(file, "finish");
  return { path, rows, sha256: hash.digest("hex") };
}

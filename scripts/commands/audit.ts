import { readFile } from "node:fs/promises";
import {
  type ChainReport,
  checkExport,
  checkLine,
  describeFinding,
  type ExportReport,
  verifyExportedAudit,
  verifyHubAudit,
} from "@tongshu/gateway";
import type { BilingualText } from "@tongshu/schema";
import { bilingual } from "@tongshu/schema";
import type { Config } from "../config.ts";
import { publicUrlOf } from "../stack/public-url.ts";
import { openStack } from "../stack/stack.ts";
import { StartError } from "../start-error.ts";

export interface VerifyOptions {
  /** An exported file; the hub's own record unless given. */
  readonly file?: string;
  /** Published keys, a file or an address: with them an export is checked without a hub. */
  readonly keys?: string;
}

export interface CheckLineOptions {
  readonly keys?: string;
}

/** Prints one finding a line after the count; exit code 1 when there is any. */
export async function verifyAudit(config: Config, { file, keys }: VerifyOptions): Promise<void> {
  if (file === undefined) return reportChain(await withStore(config, verifyHubAudit));
  const text = await readFile(file, "utf8");
  reportExport(
    keys === undefined
      ? await withStore(config, (store) => verifyExportedAudit(text, store))
      : await checkExport(text, await readKeys(keys), null),
    keys === undefined,
  );
}

/** Checks one line of a citizen's own log against the hub's published keys. Exit code 1 when it proves nothing. */
export async function checkAuditLine(config: Config, file: string, { keys }: CheckLineOptions): Promise<void> {
  const published = keys ?? `${publicUrlOf(config, config.port)}/.well-known/audit-keys.json`;
  const proven = await checkLine(JSON.parse(await readFile(file, "utf8")), await readKeys(published));
  if (proven === null) return fail({ zh: "该行未能证明。", en: "The line is not proven." });
  print({ zh: `该行属实，封链于 ${proven.closedAt}。`, en: `The line is proven, closed at ${proven.closedAt}.` });
  process.stdout.write(`${JSON.stringify(proven.line, null, 2)}\n`);
}

type Store = Parameters<typeof verifyHubAudit>[0];
type PublishedKeys = Parameters<typeof checkLine>[1];

async function withStore<T>(config: Config, run: (store: Store) => Promise<T>): Promise<T> {
  await using running = new AsyncDisposableStack();
  const stack = await openStack(config, running);
  const sealingSecret = config.part.sealingSecret ?? stack.secrets.get("gateway.sealing");
  return await run({ databaseUrl: stack.urlOf("hub", "owner"), sealingSecret });
}

function reportChain({ records, heads, runs, openRecords, lastHeadHash, findings }: ChainReport): void {
  print({
    zh: `已核对 ${records} 条审计记录（${runs} 个网关进程），${heads} 个链首；未封链 ${openRecords} 条。`,
    en: `Checked ${records} records of ${runs} gateway runs and ${heads} heads; ${openRecords} not yet closed.`,
  });
  if (lastHeadHash !== null) print({ zh: `最新链首：${lastHeadHash}。`, en: `The newest head: ${lastHeadHash}.` });
  for (const finding of findings) print(describeFinding(finding));
  if (findings.length > 0) fail({ zh: "审计链不完整。", en: "The record is not what was written." });
  else print({ zh: "审计链完好。", en: "The record is whole." });
}

function reportExport({ header, records, openRecords, problems }: ExportReport, isMarkChecked: boolean): void {
  if (header !== null) {
    const { exporter, at } = header;
    print({
      zh: `${exporter} 于 ${at} 导出 ${records} 条；导出时未封链 ${openRecords} 条。`,
      en: `${records} records exported by ${exporter} at ${at}; ${openRecords} not closed by then.`,
    });
  }
  for (const problem of problems) print(problem);
  if (!isMarkChecked) {
    print({ zh: "未核对水印：须在枢纽上核对。", en: "The watermark was not checked; only the hub can." });
  }
  if (problems.length > 0) fail({ zh: "导出文件与原记录不符。", en: "The file is not what was exported." });
  else print({ zh: "导出文件完好。", en: "The file is whole." });
}

async function readKeys(place: string): Promise<PublishedKeys> {
  try {
    if (!/^https?:/.test(place)) return JSON.parse(await readFile(place, "utf8")) as PublishedKeys;
    return (await (await fetch(place)).json()) as PublishedKeys;
  } catch (cause) {
    const text = { zh: `读不到公钥 ${place}。`, en: `No keys could be read from ${place}.` };
    throw new StartError(text, { cause: cause as Error });
  }
}

function print(text: BilingualText): void {
  process.stdout.write(`${bilingual(text)}\n`);
}

function fail(text: BilingualText): void {
  print(text);
  process.exitCode = 1;
}

import type { BilingualText } from "@tongshu/schema";
import type { JSONWebKeySet } from "jose";
import { type HeadContent, openHead } from "./audit-head.ts";
import { digestOf, type ExportedHead, type ExportedRecord, type ExportHeader } from "./export-file.ts";
import { rootByPath } from "./merkle.ts";
import { recordHash, sealRecord } from "./record-hash.ts";
import { isSameMark, type Watermark } from "./watermark.ts";

export interface ExportReport {
  readonly header: ExportHeader | null;
  readonly records: number;
  /** Records that were exported before a head was over them. */
  readonly openRecords: number;
  /** Empty: the file is what the hub wrote, whole. */
  readonly problems: readonly BilingualText[];
}

/** Checks a file that was exported: nothing taken out, put in or changed. Without `watermark` its marks are not checked. */
export async function checkExport(
  text: string,
  keys: JSONWebKeySet,
  watermark: Watermark | null,
): Promise<ExportReport> {
  const [first = "", ...lines] = text.split("\n").filter((line) => line !== "");
  const header = parsed<ExportHeader>(first, "EXPORT");
  if (header === null) return { header, records: 0, openRecords: 0, problems: [NO_HEADER] };
  const records = lines.flatMap((line) => parsed<ExportedRecord>(line, "RECORD") ?? []);
  const heads = lines.flatMap((line) => parsed<ExportedHead>(line, "HEAD") ?? []);
  const problems: BilingualText[] = [];
  if (header.count !== records.length) problems.push(countText(header.count, records.length));
  if (header.digest !== digestOf(lines)) problems.push(DIGEST);
  if (watermark && !isSameMark(header.watermark, watermark.of(header))) problems.push(WATERMARK);
  const opened = await openHeads(heads, keys, problems);
  for (const record of records) {
    if (!isWhole(record, opened)) problems.push(recordText(record, "被改动", "was changed"));
    else if (watermark && !isSameMark(record.mark, watermark.ofLine(header.tag, record.hash))) {
      problems.push(recordText(record, "水印不符", "has another export's mark"));
    }
  }
  const openRecords = records.filter(({ headNo }) => headNo === null).length;
  return { header, records: records.length, openRecords, problems };
}

async function openHeads(
  heads: readonly ExportedHead[],
  keys: JSONWebKeySet,
  problems: BilingualText[],
): Promise<ReadonlyMap<number, HeadContent>> {
  const opened = new Map<number, HeadContent>();
  for (const { headNo, jws } of heads) {
    const content = await openHead(jws, keys);
    if (content?.headNo === headNo) opened.set(headNo, content);
    else problems.push({ zh: `链首 ${headNo} 没有有效签名`, en: `head ${headNo} has no valid signature` });
  }
  return opened;
}

function isWhole(record: ExportedRecord, heads: ReadonlyMap<number, HeadContent>): boolean {
  const { bodyHash, lineHashes } = sealRecord(record, record.nonce);
  const hash = recordHash(record.previousHash, bodyHash, lineHashes);
  if (hash !== record.hash || record.bodyHash !== bodyHash) return false;
  if (record.headNo === null) return true;
  const head = heads.get(record.headNo);
  return head?.instanceId === record.instanceId && rootByPath(hash, record.path) === head.root;
}

function parsed<T extends { kind: string }>(line: string, kind: T["kind"]): T | null {
  try {
    const value = JSON.parse(line) as T;
    return value.kind === kind ? value : null;
  } catch {
    return null;
  }
}

const NO_HEADER = { zh: "不是审计导出文件", en: "this is no export of the audit" };
const DIGEST = { zh: "内容与摘要不符", en: "the content is not what the digest says" };
const WATERMARK = { zh: "水印不是本枢纽所作", en: "the watermark is not one of this hub" };

function countText(said: number, found: number): BilingualText {
  return { zh: `应有 ${said} 条记录，实有 ${found} 条`, en: `${said} records were exported, ${found} are here` };
}

function recordText({ instanceId, sequence }: ExportedRecord, zh: string, en: string): BilingualText {
  return { zh: `${instanceId} 第 ${sequence} 条${zh}`, en: `${instanceId}, number ${sequence}, ${en}` };
}

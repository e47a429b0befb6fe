import type { BilingualText } from "@tongshu/schema";

/** What verification found wrong, with the place where it is wrong. */
export type ChainFinding =
  | { readonly kind: RecordFindingKind; readonly instanceId: string; readonly sequence: number }
  | { readonly kind: HeadFindingKind; readonly headNo: number };

export type RecordFindingKind =
  | "RECORD_CHANGED"
  | "RECORD_MISSING"
  | "RECORD_ADDED"
  | "RECORD_MOVED"
  | "RECORD_UNCHAINED";
export type HeadFindingKind = "HEAD_CHANGED" | "HEAD_MISSING" | "HEAD_NOT_SIGNED";

const TEXTS: Readonly<Record<ChainFinding["kind"], BilingualText>> = {
  RECORD_CHANGED: { zh: "审计记录被改动", en: "a record was changed" },
  RECORD_MISSING: { zh: "审计记录缺失", en: "a record is missing" },
  RECORD_ADDED: { zh: "审计记录系事后添加", en: "a record was added" },
  RECORD_MOVED: { zh: "审计记录被调换位置", en: "a record stands in another's place" },
  RECORD_UNCHAINED: { zh: "审计记录不在链上", en: "a record is not part of the chain" },
  HEAD_CHANGED: { zh: "链首被改动", en: "a head was changed" },
  HEAD_MISSING: { zh: "链首缺失", en: "a head is missing" },
  HEAD_NOT_SIGNED: { zh: "链首没有本枢纽的有效签名", en: "a head has no valid signature of this hub" },
};

/** One line in both languages: what, and where. */
export function describeFinding(finding: ChainFinding): BilingualText {
  const { zh, en } = TEXTS[finding.kind];
  if ("headNo" in finding) return { zh: `${zh}：第 ${finding.headNo} 号`, en: `${en}: number ${finding.headNo}` };
  const { instanceId, sequence } = finding;
  return { zh: `${zh}：${instanceId} 第 ${sequence} 条`, en: `${en}: ${instanceId}, number ${sequence}` };
}

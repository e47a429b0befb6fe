import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";

/** What a watermark is over: who took which records out, and when. */
export interface ExportFacts {
  readonly exporter: string;
  readonly at: string;
  readonly count: number;
  /** SHA-256 of everything below the header. */
  readonly digest: string;
}

/** Marks that only this hub can make and check, so that a leaked file, or one line of it, leads to who exported it. */
export interface Watermark {
  of(facts: ExportFacts): string;
  /** A short mark for one line of the export with this tag. */
  ofLine(tag: string, recordHash: string): string;
}

const LINE_MARK_LENGTH = 16;

/** The key comes from the hub's sealing secret; nothing in the database helps to make one. */
export function createWatermark(sealingSecret: string): Watermark {
  const key = Buffer.from(hkdfSync("sha256", sealingSecret, "", "tongshu watermark v1", 32));
  const mac = (text: string) => createHmac("sha256", key).update(text).digest("base64url");
  return {
    of: ({ exporter, at, count, digest }) => mac(JSON.stringify(["export", exporter, at, count, digest])),
    ofLine: (tag, recordHash) => mac(JSON.stringify(["line", tag, recordHash])).slice(0, LINE_MARK_LENGTH),
  };
}

export function isSameMark(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

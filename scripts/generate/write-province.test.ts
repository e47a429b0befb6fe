import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { writeProvince } from "./write-province.ts";

const folder = mkdtempSync(join(tmpdir(), "tongshu-province-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Manifest {
  readonly notice: string;
  readonly files: readonly { readonly path: string; readonly rows: number; readonly sha256: string }[];
}

async function write(name: string): Promise<Manifest> {
  await writeProvince({ scale: 0.00001, seed: 1, out: join(folder, name) });
  return JSON.parse(readFileSync(join(folder, name, "manifest.json"), "utf8"));
}

test("writes one file a table, as the manifest says, and the same ones again", async () => {
  const { files, notice } = await write("one");
  expect(files).toHaveLength(20);
  expect(notice).toContain("合成数据");
  for (const { path, rows, sha256 } of files) {
    const text = readFileSync(join(folder, "one", path), "utf8");
    expect(createHash("sha256").update(text).digest("hex")).toBe(sha256);
    expect(text.trimEnd().split("\n")).toHaveLength(rows + 1);
  }
  expect((await write("two")).files).toEqual(files);
});

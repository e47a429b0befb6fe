import { resolve } from "node:path";
import type { Config } from "../config.ts";
import { writeProvince } from "../generate/write-province.ts";
import { openProgress, say } from "../terminal.ts";

/** Writes the synthetic province as files; the same scale and seed give the same bytes. */
export async function generate({ scale, seed }: Config, out: string): Promise<void> {
  const folder = resolve(out);
  const progress = openProgress({ zh: "生成合成数据", en: "Generating the synthetic province" });
  try {
    await writeProvince({ scale, seed, out: folder, onProgress: progress.update });
  } finally {
    progress.stop();
  }
  say({ zh: `合成数据在 ${folder}。`, en: `The synthetic province is in ${folder}.` });
}

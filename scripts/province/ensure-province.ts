import { REGISTER_NAMES, type RegisterName } from "../databases/names.ts";
import { GENERATOR_VERSION, loadProvince } from "../generate/load-province.ts";
import type { Stack } from "../stack/stack.ts";
import { openProgress, say } from "../terminal.ts";
import { type ProvinceMark, type RegisterContent, readContent, writeMark } from "./load-mark.ts";

export interface ProvinceSize {
  readonly scale: number;
  readonly seed: number;
}

const LOADING = { zh: "装载合成数据", en: "Loading the synthetic province" };

/**
 * Generates and loads the province unless all five registers hold exactly this one. Registers with rows of another
 * origin are left alone, so that a demo command cannot empty a real register.
 */
export async function ensureProvince(stack: Stack, { scale, seed }: ProvinceSize): Promise<void> {
  const mark: ProvinceMark = { scale, seed, generator: GENERATOR_VERSION };
  const urls = loaderUrls(stack);
  const contents = await Promise.all(REGISTER_NAMES.map((name) => readContent(urls[name])));
  if (contents.some((content) => content.kind === "FOREIGN")) {
    return say({
      zh: "登记库中已有其他来源的数据，不装载合成数据。",
      en: "The registers hold data of another origin; the synthetic province is not loaded.",
    });
  }
  if (contents.every((content) => isProvince(content, mark))) return;
  await load(urls, mark);
}

async function load(urls: Readonly<Record<RegisterName, string>>, mark: ProvinceMark): Promise<void> {
  await markAll(urls, mark, false);
  const progress = openProgress(LOADING);
  try {
    await loadProvince({ scale: mark.scale, seed: mark.seed, urls, onProgress: progress.update });
  } finally {
    progress.stop();
  }
  await markAll(urls, mark, true);
}

async function markAll(urls: Readonly<Record<RegisterName, string>>, mark: ProvinceMark, isFinished: boolean) {
  await Promise.all(REGISTER_NAMES.map((name) => writeMark(urls[name], mark, isFinished)));
}

function isProvince(content: RegisterContent, { scale, seed, generator }: ProvinceMark): boolean {
  if (content.kind !== "PROVINCE") return false;
  return content.mark.scale === scale && content.mark.seed === seed && content.mark.generator === generator;
}

function loaderUrls(stack: Stack): Readonly<Record<RegisterName, string>> {
  const entries = REGISTER_NAMES.map((name) => [name, stack.urlOf(name, "loader")]);
  return Object.fromEntries(entries) as Record<RegisterName, string>;
}

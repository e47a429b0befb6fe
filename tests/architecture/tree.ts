import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";

export const ROOT = resolve(import.meta.dirname, "../..");

/** Not ours, made by a tool, or made to be wrong. */
const SKIPPED = new Set(["node_modules", ".git", ".hub", "generated", "fixtures", "coverage"]);

export interface SourceFile {
  /** From the root of the workspace. */
  readonly path: string;
  readonly text: string;
}

/** Every hand-written file whose name ends so. */
export function filesEnding(...endings: string[]): SourceFile[] {
  return paths(ROOT)
    .filter((path) => endings.some((ending) => path.endsWith(ending)))
    .map((path) => ({ path: relative(ROOT, path), text: readFileSync(path, "utf8") }));
}

export function folders(): string[] {
  const found = new Set<string>();
  for (const path of paths(ROOT)) {
    for (const part of relative(ROOT, path).split("/").slice(0, -1)) found.add(part);
  }
  return [...found];
}

function paths(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? paths(path) : [path];
  });
}

import { execFileSync } from "node:child_process";
import type { Mutation } from "./mutation.ts";

export interface MutationChoice {
  /** Part of a guard's sentence, file, test or class. */
  readonly only?: string;
  /** Only where the guarded file or its test differs from the last commit. */
  readonly changed?: boolean;
}

export function chooseMutations(
  all: readonly Mutation[],
  { only, changed }: MutationChoice,
  root: string,
): readonly Mutation[] {
  const changedFiles = changed ? filesChangedIn(root) : null;
  return all.filter(({ guard, threat, file, test }) => {
    const isNamed = only === undefined || [guard, threat, file, test].some((text) => text.includes(only));
    return isNamed && (changedFiles === null || changedFiles.has(file) || changedFiles.has(test));
  });
}

function filesChangedIn(root: string): ReadonlySet<string> {
  const status = execFileSync("git", ["status", "--porcelain", "-z", "--no-renames"], { cwd: root }).toString();
  return new Set(status.split("\0").map((line) => line.slice(3)));
}

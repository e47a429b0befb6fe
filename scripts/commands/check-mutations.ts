import { resolve } from "node:path";
import { bilingual } from "@tongshu/schema";
import { chooseMutations, type MutationChoice } from "../check/choose-mutations.ts";
import { keepServer } from "../check/kept-server.ts";
import { loadMutations } from "../check/load-mutations.ts";
import type { Mutation } from "../check/mutation.ts";
import { runTestFiles } from "../check/run-test-files.ts";
import { TreeCopy } from "../check/tree-copy.ts";
import { type Trial, tryMutations } from "../check/try-mutations.ts";

const ROOT = resolve(import.meta.dirname, "../..");
/** More of them would only wait for each other's PostgreSQL. */
const AT_ONCE = 2;

/**
 * Takes away one guard after the other, in copies of this tree, and expects its test to fail. Ends with exit code 1 when a
 * guard can be taken away unnoticed.
 */
export async function checkMutations(choice: MutationChoice): Promise<void> {
  const mutations = chooseMutations(await loadMutations(ROOT), choice, ROOT);
  if (mutations.length === 0) return say({ zh: "没有匹配的防线", en: "No guard matches." });
  const copies = Array.from({ length: Math.min(AT_ONCE, mutations.length) }, () => new TreeCopy(ROOT));
  const server = await keepServer(copies.map(({ root }) => root));
  try {
    const { proven, unproven } = await triedBefore(mutations, copies);
    unproven.forEach(tell);
    sumUp([...unproven, ...(await tryMutations(proven, copies, tell))]);
  } finally {
    await server.stop();
    for (const copy of copies) copy.remove();
  }
}

/** A test that is red with every guard in place proves nothing. */
async function triedBefore(mutations: readonly Mutation[], [copy]: readonly TreeCopy[]) {
  const files = [...new Set(mutations.map(({ test }) => test))];
  const { colours, failedTitles, output } = await runTestFiles(copy?.root ?? ROOT, files, { isBrief: false });
  if (failedTitles.length > 0) {
    say({ zh: "未改动时已失败的测试：", en: "These tests fail with every guard in place:" });
    for (const title of failedTitles) process.stdout.write(`  ${title}\n`);
  }
  const isGreen = ({ test }: Mutation) => colours.get(test) === "GREEN";
  const red = mutations.filter((mutation) => !isGreen(mutation));
  const unproven = red.map((mutation): Trial => ({ mutation, fate: "UNPROVEN", output }));
  return { proven: mutations.filter(isGreen), unproven };
}

function tell({ mutation, fate, output }: Trial): void {
  process.stdout.write(`${fate === "KILLED" ? "✓" : "✗"} ${fate} ${mutation.file}: ${mutation.guard}\n`);
  if (fate === "UNPROVEN") process.stdout.write(output);
}

function sumUp(trials: readonly Trial[]): void {
  const killed = trials.filter(({ fate }) => fate === "KILLED").length;
  say({
    zh: `共 ${trials.length} 道防线，${killed} 道有测试把守`,
    en: `${killed} of ${trials.length} guards are held by a test.`,
  });
  if (killed < trials.length) process.exitCode = 1;
}

function say(text: { readonly zh: string; readonly en: string }): void {
  process.stdout.write(`${bilingual(text)}\n`);
}

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withoutKeptServer } from "./kept-server.ts";
import { type Mutation, mutatedText } from "./mutation.ts";
import { runTestFiles } from "./run-test-files.ts";
import type { TreeCopy } from "./tree-copy.ts";

/** KILLED: the test noticed; SURVIVED: it did not; UNPROVEN: it came to no verdict, or is red with every guard in place. */
type Fate = "KILLED" | "SURVIVED" | "UNPROVEN";

export interface Trial {
  readonly mutation: Mutation;
  readonly fate: Fate;
  /** What the test run printed, where it came to no verdict. */
  readonly output: string;
}

const FATES = { RED: "KILLED", GREEN: "SURVIVED", UNKNOWN: "UNPROVEN" } as const;

/** Tries each mutation in one of the copies, one at a time in each, and tells of each as it ends. */
export async function tryMutations(
  mutations: readonly Mutation[],
  copies: readonly TreeCopy[],
  tell: (trial: Trial) => void,
): Promise<readonly Trial[]> {
  const waiting = [...mutations];
  const trials: Trial[] = [];
  const work = async ({ root }: TreeCopy) => {
    for (let mutation = waiting.shift(); mutation; mutation = waiting.shift()) {
      const trial = await tryMutation(mutation, root);
      trials.push(trial);
      tell(trial);
    }
  };
  await Promise.all(copies.map(work));
  return trials;
}

async function tryMutation(mutation: Mutation, root: string): Promise<Trial> {
  const { file, test, title } = mutation;
  const path = join(root, file);
  const text = readFileSync(path, "utf8");
  writeFileSync(path, mutatedText(text, mutation));
  try {
    const run = () => runTestFiles(root, [test], { title, isBrief: true });
    const { colours, output } = await (fillsDatabases(file) ? withoutKeptServer(root, run) : run());
    return { mutation, fate: FATES[colours.get(test) ?? "UNKNOWN"], output };
  } finally {
    writeFileSync(path, text);
  }
}

/** Code that fills the databases which tests only copy: without its guard they must be made anew. */
function fillsDatabases(file: string): boolean {
  return /migrations|grant-statements|\/seed\/|store\/tables|\/counts\/|policy-sign|^scripts\//.test(file);
}

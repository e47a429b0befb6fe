import { text } from "node:stream/consumers";
import { systemClock } from "@tongshu/kit";
import type { Config } from "../config.ts";
import { correctAtSource, type SourceCorrection } from "../stack/correct-at-source.ts";
import { openStack } from "../stack/stack.ts";
import { say } from "../terminal.ts";

export interface CorrectOptions {
  readonly person: string;
  readonly field: string;
  readonly by: string;
  /** The owner's own number of the matter. */
  readonly matter: string;
}

/** One field of one person, as its owner says it is. The value comes from stdin: a command line is seen by everybody. */
export async function correct(config: Config, { person, field, by, matter }: CorrectOptions): Promise<void> {
  const value = (await text(process.stdin)).trim();
  await using running = new AsyncDisposableStack();
  await correctAtSource(await openStack(config, running), {
    personId: person,
    // Checked by the action, which knows which fields there are.
    field: field as SourceCorrection["field"],
    value,
    sourceDept: by,
    sourceRowId: matter,
    correctedAt: new Date(systemClock.nowMs()).toISOString(),
  });
  say({ zh: "已更正。", en: "Corrected." });
}

import { type BilingualText, bilingual } from "@tongshu/schema";

/** Something the operator can mend: one sentence in each language, printed without a stack, exit code 1. */
export class StartError extends Error {
  readonly text: BilingualText;

  constructor(text: BilingualText, options?: ErrorOptions) {
    super(bilingual(text), options);
    this.name = "StartError";
    this.text = text;
  }
}

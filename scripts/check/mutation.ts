/** Classes of attack, in the words that the security tests begin with. */
export type ThreatClass =
  | "wider than granted"
  | "asking without reading"
  | "somebody else's answer"
  | "who are you"
  | "too much"
  | "leaks on the side"
  | "on paper"
  | "off the record";

/** One guard taken away, and the test that must notice. */
export interface Mutation {
  /** What the guard is for: the attack it stops. */
  readonly guard: string;
  readonly threat: ThreatClass;
  /** From the root of the workspace. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  /** The test file that must go red. */
  readonly test: string;
  /** Part of the title of the one test that must; without it any of the file may. */
  readonly title?: string;
}

/** The file's text without the guard. Throws where `find` does not stand there once: then the list is out of date. */
export function mutatedText(text: string, { file, find, replace }: Mutation): string {
  const parts = text.split(find);
  if (parts.length !== 2) throw new Error(`${file} holds ${parts.length - 1} times: ${find}`);
  return parts.join(replace);
}

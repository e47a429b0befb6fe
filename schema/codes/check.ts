/** What a check says: the normalised value with what it noticed, or the rule that failed. It never carries a failing value. */
export type Checked<Rule extends string, Flag extends string> =
  | { readonly ok: true; readonly value: string; readonly flags: readonly Flag[] }
  | { readonly ok: false; readonly rule: Rule };

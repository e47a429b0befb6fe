import { type BilingualText, bilingual, ERRORS, type ErrorCode } from "@tongshu/schema";
import { GraphQLError } from "graphql";

/** Names the input at fault and the rule it broke; never the value. */
export interface ErrorDetail {
  readonly field?: string;
  readonly rule?: string;
  readonly retryAfterSeconds?: number;
  /** Says more than the code's own text, in both languages. */
  readonly text?: BilingualText;
  /** Response keys of the field at fault, and the place in a list whose order is the caller's own. */
  readonly path?: readonly (string | number)[];
}

/** The only error the hub raises towards a caller: a code of the table, both languages, and nothing from inside. */
export class HubError extends GraphQLError {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, detail: ErrorDetail = {}) {
    const { text = ERRORS[code], path, ...rest } = detail;
    super(bilingual(text), { ...(path ? { path } : {}), extensions: { code, zh: text.zh, en: text.en, ...rest } });
    this.name = "HubError";
    this.code = code;
  }
}

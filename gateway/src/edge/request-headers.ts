import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { HubError } from "@tongshu/kit";
import { HttpError } from "./http-error.ts";

/** What the caller says about a request beside its token. Identity never comes from here. */
export interface RequestHeaders {
  readonly purposeCode: string | null;
  readonly caseNo: string | null;
  readonly isStrict: boolean;
}

const PURPOSE = /^[A-Z][A-Z0-9_]{0,63}$/;
const CASE_NO = /^[\p{L}\p{N}._/()〔〕-]{1,64}$/u;
const REQUEST_ID = /^[A-Za-z0-9._-]{1,64}$/;
/** Anything that could hold a citizen ID number: such a text would end up in the record and in logs. */
const NUMBER_SHAPE = /\d{17}[\dXx]|\d{15}/;

/** Throws PURPOSE_UNKNOWN or BAD_USER_INPUT naming the header. */
export function readHeaders(request: IncomingMessage): RequestHeaders {
  const purposeCode = single(request, "x-purpose");
  if (purposeCode !== null && !PURPOSE.test(purposeCode)) throw new HubError("PURPOSE_UNKNOWN");
  const caseNo = single(request, "x-case");
  if (caseNo !== null && (!CASE_NO.test(caseNo) || NUMBER_SHAPE.test(caseNo))) {
    throw new HubError("BAD_USER_INPUT", { field: "x-case", rule: "1–64 letters, digits or . _ - / and no ID number" });
  }
  const mode = single(request, "x-access-mode") ?? "partial";
  if (mode !== "partial" && mode !== "strict") {
    throw new HubError("BAD_USER_INPUT", { field: "x-access-mode", rule: "partial or strict" });
  }
  return { purposeCode, caseNo, isStrict: mode === "strict" };
}

const RESPONSE_TYPE = "application/graphql-response+json";

/**
 * The media type of the answer. Throws HttpError 406 for a caller that takes no JSON: told before anything is read, and
 * not afterwards, as the server's library would.
 */
export function acceptedType(request: IncomingMessage): string {
  const ranges = (request.headers.accept ?? "*/*").toLowerCase().split(",");
  const taken = new Set(
    ranges.filter((range) => !/;\s*q=0(\.0*)?\s*(;|$)/.test(range)).map((range) => range.split(";")[0]?.trim()),
  );
  if (taken.has(RESPONSE_TYPE)) return RESPONSE_TYPE;
  if (taken.has("application/json") || taken.has("application/*") || taken.has("*/*")) return "application/json";
  throw new HttpError(406);
}

/** The caller's own request id where it is fit to be logged, else a new one. */
export function requestIdOf(request: IncomingMessage): string {
  const given = request.headersDistinct["x-request-id"];
  const [id] = given ?? [];
  return given?.length === 1 && id && REQUEST_ID.test(id) && !NUMBER_SHAPE.test(id) ? id : randomUUID();
}

/** Header values arrive as Latin-1; a case number may well be Chinese. Given twice, a header says nothing. */
function single(request: IncomingMessage, name: string): string | null {
  const values = request.headersDistinct[name];
  if (!values) return null;
  if (values.length > 1) throw new HubError("BAD_USER_INPUT", { field: name, rule: "given once" });
  const text = Buffer.from(values[0] ?? "", "latin1")
    .toString("utf8")
    .trim();
  return text === "" ? null : text;
}

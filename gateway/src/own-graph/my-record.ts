import { HubError } from "@tongshu/kit";
import { findDepartment } from "@tongshu/schema";
import type { OwnRecord } from "../audit/own-records.ts";
import type { PolicySnapshot } from "../policy/snapshot.ts";
import type { LinePlace } from "../store/own-lines-reader.ts";
import type { OwnContext } from "./own-context.ts";

const LONGEST_PAGE = 100;
const PAGE_POINTS = 10;

/** Who looked at the data of the citizen signed in. Errors: ROLE_REQUIRED for everybody else, BAD_USER_INPUT. */
export async function myRecord({ first, after }: { first: number; after?: string | null }, context: OwnContext) {
  const { scope, evidence, charge } = context;
  const { citizenId } = scope.caller;
  // Never a personId that the caller states: it would be a way into everybody's log.
  if (citizenId === undefined) throw new HubError("ROLE_REQUIRED", { rule: "citizen" });
  if (first < 1 || first > LONGEST_PAGE) {
    throw new HubError("BAD_USER_INPUT", { field: "first", rule: `1 to ${LONGEST_PAGE}` });
  }
  const place = after === undefined || after === null ? null : placeOf(after);
  // A page is a walk through the audit; many under other names in one question cost as much as many questions.
  await charge(PAGE_POINTS);
  const { records, next } = await evidence.ownRecords.page(citizenId, place, first).catch(() => {
    throw new HubError("SOURCE_DOWN");
  });
  return { lines: records.map((record) => shown(record, scope.snapshot)), after: next && cursorOf(next) };
}

function shown({ line, proof }: OwnRecord, snapshot: PolicySnapshot) {
  const { at, department, purpose, fields, verbs } = line;
  const name = findDepartment(department)?.name;
  const text = purpose === null ? undefined : snapshot.purpose(purpose)?.text;
  return {
    at,
    department,
    departmentNameZh: name?.zh ?? null,
    departmentNameEn: name?.en ?? null,
    purpose,
    purposeTextZh: text?.zh ?? null,
    purposeTextEn: text?.en ?? null,
    fields,
    verbs,
    proof: proof && JSON.stringify(proof),
  };
}

function cursorOf({ at, instanceId, sequence }: LinePlace): string {
  return Buffer.from(`${at} ${instanceId} ${sequence}`).toString("base64url");
}

const PLACE = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([0-9a-f-]{36}) (\d{1,15})$/;

function placeOf(cursor: string): LinePlace {
  const [, at = "", instanceId = "", sequence = ""] = PLACE.exec(Buffer.from(cursor, "base64url").toString()) ?? [];
  if (at === "") throw new HubError("BAD_USER_INPUT", { field: "after", rule: "a cursor of this list" });
  return { at, instanceId, sequence: Number(sequence) };
}

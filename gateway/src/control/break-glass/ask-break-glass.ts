import { HubError } from "@tongshu/kit";
import type { Level } from "@tongshu/schema";
import type { GrantTerms } from "../../policy/policy-content.ts";
import { breakGlassSessions } from "../../store/tables/break-glass.ts";
import { type Act, act } from "../act.ts";
import { demandSharingAuthority } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import { answeringFor } from "../grants/speaking-for.ts";
import { tell } from "../notices/tell.ts";
import { checkCandidate } from "../requests/check-request.ts";
import { officerOf } from "../requests/request-row.ts";
import { requireReason } from "../require-text.ts";
import { BREAK_GLASS_PURPOSE, ensureBreakGlassPurpose } from "./break-glass-purpose.ts";
import { personsNeeded, type SessionPayload, type SessionRow } from "./session-row.ts";

export interface AskBreakGlassInput {
  readonly type: string;
  readonly fields: readonly { readonly field: string; readonly level: Level }[];
  readonly prefixes: readonly string[];
  readonly hours: number;
  readonly reason: string;
}

export const MOST_HOURS = 4;
const HOUR_MS = 3_600_000;
/** An emergency looks at a few rows; a list of the province is none. */
const ROWS_A_DAY = 100;

/** The authority asks for whoever maintains the platform. Nothing opens by asking. Errors: ROLE_REQUIRED, BAD_USER_INPUT. */
export function askBreakGlass(context: ControlContext, input: AskBreakGlassInput): Promise<SessionPayload> {
  const reason = requireReason(input.reason);
  const { hours } = input;
  if (hours < 1 || hours > MOST_HOURS) {
    throw new HubError("BAD_USER_INPUT", { field: "hours", rule: `1 to ${MOST_HOURS}` });
  }
  return act(context, "askBreakGlass", ["admin"], async (act) => {
    const { tx, actor, at, record } = act;
    demandSharingAuthority(actor);
    const terms = termsOf(input);
    await ensureBreakGlassPurpose(tx, actor.department);
    await checkSession(act, context, terms, hours);
    const [stored] = await tx
      .insert(breakGlassSessions)
      .values({ department: actor.department, terms, reason, hours, askedBy: officerOf(actor), askedAt: at })
      .returning();
    const session = stored as SessionRow;
    const { sessionNo } = session;
    const target = { targetKind: "BreakGlassSession", targetId: String(sessionNo) };
    const event = await record({ ...target, before: null, after: { ...session }, reason });
    const told = await answeringFor(tx, [...personsNeeded(session, context).keys()]);
    await tell(tx, at, told, "BREAK_GLASS_ASKED", { sessionNo, hours });
    return { session, event };
  });
}

/** One row at a time, by a number from the incident, with a case: no list, no relation. */
function termsOf({ type, fields, prefixes }: AskBreakGlassInput): GrantTerms {
  if (new Set(fields.map(({ field }) => field)).size < fields.length) {
    throw new HubError("BAD_USER_INPUT", { field: "fields", rule: "each field once" });
  }
  return {
    type,
    fields: Object.fromEntries(fields.map(({ field, level }) => [field, level])),
    isAggregate: false,
    scope: { kind: "PREFIXES", prefixes: [...prefixes] },
    isLookupOnly: true,
    isCaseRequired: true,
    coversSensitiveRows: false,
    maxPerDay: ROWS_A_DAY,
    maxBatch: 1,
    legalBasis: "数据安全法第四十条",
  };
}

function checkSession({ tx, actor, at }: Act, context: ControlContext, terms: GrantTerms, hours: number) {
  const candidate = {
    grantNo: "G-BREAK-GLASS",
    department: actor.department,
    purpose: BREAK_GLASS_PURPOSE,
    purposeOf: actor.department,
    terms,
    validFrom: at,
    validUntil: new Date(at.getTime() + hours * HOUR_MS),
    inPlaceOf: null,
  };
  return checkCandidate(tx, candidate, context.services.graph.classification);
}

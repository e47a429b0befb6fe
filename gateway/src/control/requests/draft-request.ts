import { HubError } from "@tongshu/kit";
import type { Classification } from "@tongshu/schema";
import { eq } from "drizzle-orm";
import { grants } from "../../store/tables/policy.ts";
import type { RequestKind } from "../../store/tables/requests.ts";
import type { Act } from "../act.ts";
import { BREAK_GLASS_PURPOSE } from "../break-glass/break-glass-purpose.ts";
import { demandLiving, spokenForBy } from "../grants/speaking-for.ts";
import { levelsOfPackages } from "../packages/package-levels.ts";
import { requireText } from "../require-text.ts";
import { candidateOf } from "./candidate.ts";
import { checkCandidate } from "./check-request.ts";
import { type RequestTermsInput, readTerms } from "./read-terms.ts";
import { partsOf } from "./request-parts.ts";

export interface CreateShareRequestInput extends RequestTermsInput {
  readonly purpose: string;
  readonly scenario: string;
  readonly wantedFrom?: string | null;
  readonly validUntil: string;
  readonly amends?: string | null;
  readonly reapproves?: string | null;
}

const YEAR_MS = 366 * 86_400_000;

/** What the input asks for, checked by the rules of a policy version. Errors: BAD_USER_INPUT, NOT_FOUND, WRONG_STATE. */
export async function draftRequest(act: Act, input: CreateShareRequestInput, classification: Classification) {
  const { tx, actor, at } = act;
  const scenario = requireText("scenario", input.scenario, 2_000);
  if (input.purpose === BREAK_GLASS_PURPOSE) {
    throw new HubError("BAD_USER_INPUT", { field: "purpose", rule: "break-glass is asked for on its own" });
  }
  const { kind, earlierGrantNo } = await findEarlier(act, input);
  const packages = await levelsOfPackages(tx, input.type, input.packages);
  const drafted = {
    kind,
    earlierGrantNo,
    department: actor.department,
    purpose: input.purpose,
    type: input.type,
    terms: readTerms(input, packages.levels),
    packages: [...packages.names],
    scenario,
    wantedFrom: readWantedFrom(input.wantedFrom ?? null, at),
    validUntil: new Date(input.validUntil),
  };
  await checkCandidate(tx, await candidateOf(tx, drafted, "G-DRAFT", at), classification);
  const owners = partsOf(input.type, drafted.terms, classification).map(({ owner }) => owner);
  return { ...drafted, owners };
}

/** A beginning far ahead would be a year that is counted from whenever one likes. */
function readWantedFrom(given: string | null, at: Date): Date | null {
  if (given === null) return null;
  const wantedFrom = new Date(given);
  if (wantedFrom.getTime() <= at.getTime() + YEAR_MS) return wantedFrom;
  throw new HubError("BAD_USER_INPUT", { field: "wantedFrom", rule: "within a year" });
}

type Earlier = { readonly kind: RequestKind; readonly earlierGrantNo: string | null };

async function findEarlier({ tx, actor }: Act, input: CreateShareRequestInput): Promise<Earlier> {
  const { amends, reapproves, purpose, type } = input;
  const spokenFor = await spokenForBy(tx, actor.department);
  demandLiving(spokenFor);
  if (amends && reapproves) throw new HubError("BAD_USER_INPUT", { field: "amends", rule: "amends or reapproves" });
  const earlierGrantNo = amends ?? reapproves ?? null;
  if (earlierGrantNo === null) return { kind: "NEW", earlierGrantNo };
  const field = amends ? "amends" : "reapproves";
  const [grant] = await tx.select().from(grants).where(eq(grants.grantNo, earlierGrantNo));
  if (!grant || !spokenFor.includes(grant.department)) throw new HubError("NOT_FOUND", { field });
  if (grant.purpose !== purpose || grant.type !== type) {
    throw new HubError("BAD_USER_INPUT", { field, rule: "the same purpose and type" });
  }
  const isOwn = grant.department === actor.department;
  if (amends ? !isOwn || grant.revokedAt !== null : isOwn || grant.revokedAt === null) {
    throw new HubError("WRONG_STATE", {
      field,
      rule: amends ? "a living grant of one's own" : "closed by a succession",
    });
  }
  return { kind: amends ? "AMEND" : "RE_APPROVAL", earlierGrantNo };
}

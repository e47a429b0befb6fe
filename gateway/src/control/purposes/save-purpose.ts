import { HubError } from "@tongshu/kit";
import { and, asc, eq, inArray, notInArray } from "drizzle-orm";
import type { HubDb } from "../../store/database.ts";
import { grants, purposeDepartments, purposes } from "../../store/tables/policy.ts";
import { departments } from "../../store/tables/registry.ts";
import { act } from "../act.ts";
import { demandSharingAuthority } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import type { ControlEvent } from "../events/record-event.ts";
import { requireShape, requireText } from "../require-text.ts";

export type PurposeView = typeof purposes.$inferSelect & { readonly departments: readonly string[] };

export interface PurposePayload {
  readonly purpose: PurposeView;
  readonly event: ControlEvent;
}

/** Registers a purpose or changes it; what is in force changes with the next version. Errors: ROLE_REQUIRED, BAD_USER_INPUT, WRONG_STATE. */
export function savePurpose(context: ControlContext, input: PurposeView): Promise<PurposePayload> {
  const purpose: PurposeView = {
    code: requireShape("code", input.code, /^[A-Z][A-Z0-9_]{2,62}$/, "A-Z 0-9 _, 3 to 63"),
    textZh: requireText("textZh", input.textZh, 200),
    textEn: requireText("textEn", input.textEn, 200),
    legalBasis: requireText("legalBasis", input.legalBasis, 500),
    basisKind: input.basisKind,
    isCaseRequired: input.isCaseRequired,
    departments: [...new Set(input.departments)].sort(),
  };
  return act(context, "savePurpose", ["admin"], async ({ tx, actor, record }) => {
    demandSharingAuthority(actor);
    await demandRegistered(tx, purpose.departments);
    const before = await findPurpose(tx, purpose.code);
    await demandUnusedByOthers(tx, purpose);
    await store(tx, purpose);
    const event = await record({ targetKind: "Purpose", targetId: purpose.code, before, after: { ...purpose } });
    return { purpose, event };
  });
}

async function demandRegistered(tx: HubDb, codes: readonly string[]): Promise<void> {
  const known =
    codes.length > 0
      ? await tx
          .select()
          .from(departments)
          .where(inArray(departments.code, [...codes]))
      : [];
  if (known.length === codes.length) return;
  throw new HubError("BAD_USER_INPUT", { field: "departments", rule: "registered departments" });
}

async function findPurpose(tx: HubDb, code: string): Promise<PurposeView | null> {
  const [row] = await tx.select().from(purposes).where(eq(purposes.code, code)).for("update");
  if (!row) return null;
  const users = await tx
    .select()
    .from(purposeDepartments)
    .where(eq(purposeDepartments.purpose, code))
    .orderBy(asc(purposeDepartments.department));
  return { ...row, departments: users.map(({ department }) => department) };
}

/** A department that holds grants for the purpose keeps it until they are revoked. */
async function demandUnusedByOthers(tx: HubDb, { code, departments: users }: PurposeView): Promise<void> {
  const isLeftOut = users.length > 0 ? notInArray(grants.department, [...users]) : undefined;
  const [held] = await tx
    .select({ grantNo: grants.grantNo })
    .from(grants)
    .where(and(eq(grants.purpose, code), isLeftOut))
    .limit(1);
  if (held) throw new HubError("WRONG_STATE", { field: "departments", rule: "departments that hold grants stay" });
}

async function store(tx: HubDb, { departments: users, ...row }: PurposeView): Promise<void> {
  const { code, ...change } = row;
  await tx.insert(purposes).values(row).onConflictDoUpdate({ target: purposes.code, set: change });
  const isOfPurpose = eq(purposeDepartments.purpose, code);
  const isLeftOut = users.length > 0 ? notInArray(purposeDepartments.department, [...users]) : undefined;
  await tx.delete(purposeDepartments).where(and(isOfPurpose, isLeftOut));
  if (users.length === 0) return;
  await tx
    .insert(purposeDepartments)
    .values(users.map((department) => ({ purpose: code, department })))
    .onConflictDoNothing();
}

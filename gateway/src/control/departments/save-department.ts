import { eq } from "drizzle-orm";
import { departments } from "../../store/tables/registry.ts";
import { act } from "../act.ts";
import { demandSharingAuthority } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import type { ControlEvent } from "../events/record-event.ts";
import { requireShape, requireText } from "../require-text.ts";

export type DepartmentRow = typeof departments.$inferSelect;

export interface DepartmentPayload {
  readonly department: DepartmentRow;
  readonly event: ControlEvent;
}

/** Registers a department, or corrects the name of one. Errors: ROLE_REQUIRED, BAD_USER_INPUT. */
export function saveDepartment(context: ControlContext, input: DepartmentRow): Promise<DepartmentPayload> {
  const department = {
    code: requireShape("code", input.code, /^[A-Z]{3}$/, "three capitals"),
    nameZh: requireText("nameZh", input.nameZh, 100),
    nameEn: requireText("nameEn", input.nameEn, 100),
  };
  return act(context, "saveDepartment", ["admin"], async ({ tx, actor, record }) => {
    demandSharingAuthority(actor);
    const { code, nameZh, nameEn } = department;
    const [before = null] = await tx.select().from(departments).where(eq(departments.code, code)).for("update");
    await tx
      .insert(departments)
      .values(department)
      .onConflictDoUpdate({ target: departments.code, set: { nameZh, nameEn } });
    const event = await record({ targetKind: "Department", targetId: code, before, after: department });
    return { department, event };
  });
}

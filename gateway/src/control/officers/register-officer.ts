import { HubError } from "@tongshu/kit";
import { eq } from "drizzle-orm";
import type { Role } from "../../identity/caller.ts";
import { isRegionInUse } from "../../identity/region.ts";
import { departments, officers } from "../../store/tables/registry.ts";
import { act } from "../act.ts";
import { demandDepartment } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import { requireShape } from "../require-text.ts";
import { demandMayGive, type OfficerPayload } from "./officer-row.ts";

export interface RegisterOfficerInput {
  readonly officerId: string;
  readonly department: string;
  readonly region: string;
  readonly roles: readonly Role[];
}

/** Errors: ROLE_REQUIRED, BAD_USER_INPUT that names the field and the rule. */
export function registerOfficer(context: ControlContext, input: RegisterOfficerInput): Promise<OfficerPayload> {
  const officerId = requireShape("officerId", input.officerId, /^[a-z0-9][a-z0-9-]{2,62}$/, "a-z 0-9 -, 3 to 63");
  if (!isRegionInUse(input.region)) throw new HubError("BAD_USER_INPUT", { field: "region", rule: "GB/T 2260" });
  return act(context, "registerOfficer", ["admin"], async ({ tx, actor, at, record }) => {
    const { department, region } = input;
    demandDepartment(actor, department);
    demandMayGive(actor, input.roles);
    const [known] = await tx.select().from(departments).where(eq(departments.code, department));
    if (!known) throw new HubError("BAD_USER_INPUT", { field: "department", rule: "a registered department" });
    const [officer] = await tx
      .insert(officers)
      .values({ officerId, department, region, roles: [...new Set(input.roles)], createdAt: at })
      .onConflictDoNothing()
      .returning();
    if (!officer) throw new HubError("BAD_USER_INPUT", { field: "officerId", rule: "not in use" });
    const event = await record({ targetKind: "Officer", targetId: officerId, before: null, after: { ...officer } });
    return { officer, event };
  });
}

import { HubError } from "@tongshu/kit";
import { eq } from "drizzle-orm";
import type { Role } from "../../identity/caller.ts";
import { isRegionInUse } from "../../identity/region.ts";
import { clients, departments } from "../../store/tables/registry.ts";
import { act } from "../act.ts";
import { demandSharingAuthority } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import { requireShape, requireText } from "../require-text.ts";
import { type ClientPayload, shown } from "./client-row.ts";
import { readPublicJwks } from "./public-jwks.ts";

export interface RegisterClientInput {
  readonly clientId: string;
  readonly department: string;
  readonly region: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly roles: readonly Role[];
  readonly publicJwks: string;
}

/** Errors: ROLE_REQUIRED, BAD_USER_INPUT that names the field and the rule. */
export function registerClient(context: ControlContext, input: RegisterClientInput): Promise<ClientPayload> {
  const checked = {
    clientId: requireShape("clientId", input.clientId, /^[a-z0-9][a-z0-9-]{2,62}$/, "a-z 0-9 -, 3 to 63"),
    nameZh: requireText("nameZh", input.nameZh, 100),
    nameEn: requireText("nameEn", input.nameEn, 100),
    publicJwks: readPublicJwks(input.publicJwks),
  };
  if (!isRegionInUse(input.region)) throw new HubError("BAD_USER_INPUT", { field: "region", rule: "GB/T 2260" });
  if (input.roles.includes("citizen")) {
    throw new HubError("BAD_USER_INPUT", { field: "roles", rule: "a citizen is no officer" });
  }
  return act(context, "registerClient", ["admin"], async ({ tx, actor, at, record }) => {
    demandSharingAuthority(actor);
    const { department, region, roles } = input;
    const [known] = await tx.select().from(departments).where(eq(departments.code, department));
    if (!known) throw new HubError("BAD_USER_INPUT", { field: "department", rule: "a registered department" });
    const [client] = await tx
      .insert(clients)
      .values({ ...checked, department, region, roles: [...new Set(roles)], createdAt: at })
      .onConflictDoNothing()
      .returning();
    if (!client) throw new HubError("BAD_USER_INPUT", { field: "clientId", rule: "not in use" });
    const event = await record({
      targetKind: "Client",
      targetId: client.clientId,
      before: null,
      after: shown(client),
    });
    return { client, event };
  });
}

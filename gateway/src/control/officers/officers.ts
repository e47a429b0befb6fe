import { and, asc, gt } from "drizzle-orm";
import { officers } from "../../store/tables/registry.ts";
import { look } from "../act.ts";
import { ofOwnDepartment } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import { type ControlModule, readSdl } from "../control-module.ts";
import { pageSize } from "../page-size.ts";
import { changeOfficerRoles } from "./change-officer-roles.ts";
import { registerOfficer } from "./register-officer.ts";
import { resumeOfficer } from "./resume-officer.ts";
import { suspendOfficer } from "./suspend-officer.ts";

export const officersModule: ControlModule = {
  sdl: readSdl("officers.graphql", import.meta.url),
  resolvers: {
    Query: { officers: (_source, args: OfficersArguments, context) => listOfficers(args, context) },
    Mutation: {
      registerOfficer: (_source, { input }, context) => registerOfficer(context, input),
      changeOfficerRoles: (_source, { input }, context) => changeOfficerRoles(context, input),
      suspendOfficer: (_source, { input }, context) => suspendOfficer(context, input),
      resumeOfficer: (_source, { input }, context) => resumeOfficer(context, input),
    },
  },
};

interface OfficersArguments {
  readonly first: number;
  readonly after?: string | null;
}

function listOfficers({ first, after }: OfficersArguments, context: ControlContext) {
  return look(context, ["admin", "approver", "auditor"], ({ tx, actor }) =>
    tx
      .select()
      .from(officers)
      .where(and(ofOwnDepartment(actor, officers.department), after ? gt(officers.officerId, after) : undefined))
      .orderBy(asc(officers.officerId))
      .limit(pageSize(first)),
  );
}

import { asc } from "drizzle-orm";
import { departments } from "../../store/tables/registry.ts";
import { look } from "../act.ts";
import { type ControlModule, readSdl } from "../control-module.ts";
import { saveDepartment } from "./save-department.ts";

const MAX_DEPARTMENTS = 200;

export const departmentsModule: ControlModule = {
  sdl: readSdl("departments.graphql", import.meta.url),
  resolvers: {
    Query: {
      departments: (_source, _args, context) =>
        look(context, ["admin", "approver", "auditor"], ({ tx }) =>
          tx.select().from(departments).orderBy(asc(departments.code)).limit(MAX_DEPARTMENTS),
        ),
    },
    Mutation: { saveDepartment: (_source, { input }, context) => saveDepartment(context, input) },
  },
};

import { asc, gt, inArray } from "drizzle-orm";
import type { HubDb } from "../../store/database.ts";
import { purposeDepartments, purposes } from "../../store/tables/policy.ts";
import { look } from "../act.ts";
import type { ControlContext } from "../control-context.ts";
import { type ControlModule, readSdl } from "../control-module.ts";
import { pageSize } from "../page-size.ts";
import { type PurposeView, savePurpose } from "./save-purpose.ts";

export const purposesModule: ControlModule = {
  sdl: readSdl("purposes.graphql", import.meta.url),
  resolvers: {
    Query: { purposes: (_source, args: PurposesArguments, context) => listPurposes(args, context) },
    Mutation: { savePurpose: (_source, { input }, context) => savePurpose(context, input) },
  },
};

interface PurposesArguments {
  readonly first: number;
  readonly after?: string | null;
}

function listPurposes({ first, after }: PurposesArguments, context: ControlContext): Promise<PurposeView[]> {
  return look(context, ["admin", "approver", "auditor"], async ({ tx }) => {
    const rows = await tx
      .select()
      .from(purposes)
      .where(after ? gt(purposes.code, after) : undefined)
      .orderBy(asc(purposes.code))
      .limit(pageSize(first));
    const users = await listUsers(
      tx,
      rows.map(({ code }) => code),
    );
    return rows.map((row) => ({ ...row, departments: users.get(row.code) ?? [] }));
  });
}

async function listUsers(tx: HubDb, codes: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  if (codes.length === 0) return new Map();
  const rows = await tx
    .select()
    .from(purposeDepartments)
    .where(inArray(purposeDepartments.purpose, [...codes]))
    .orderBy(asc(purposeDepartments.department));
  const byPurpose = Map.groupBy(rows, ({ purpose }) => purpose);
  return new Map([...byPurpose].map(([code, users]) => [code, users.map(({ department }) => department)]));
}

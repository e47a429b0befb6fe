import type { Level } from "@tongshu/schema";
import { and, asc, desc, eq } from "drizzle-orm";
import { grantPackages } from "../../store/tables/lineage.ts";
import { look } from "../act.ts";
import type { ControlContext } from "../control-context.ts";
import { type ControlModule, readSdl } from "../control-module.ts";
import { pageSize } from "../page-size.ts";
import type { PackageRow } from "./package-levels.ts";
import { savePackage } from "./save-package.ts";

export const packagesModule: ControlModule = {
  sdl: readSdl("packages.graphql", import.meta.url),
  resolvers: {
    Query: { packages: (_source, args: PackagesArguments, context) => listPackages(args, context) },
    Mutation: { savePackage: (_source, { input }, context) => savePackage(context, input) },
    GrantPackage: { fields: ({ fields }: PackageRow) => fieldLevels(fields) },
  },
};

/** In the order of names, as the SDL gives levels by field. */
export function fieldLevels(fields: Readonly<Record<string, Level>>) {
  return Object.entries(fields)
    .map(([field, level]) => ({ field, level }))
    .toSorted((a, b) => (a.field < b.field ? -1 : 1));
}

interface PackagesArguments {
  readonly name?: string | null;
  readonly type?: string | null;
  readonly first: number;
}

function listPackages({ name, type, first }: PackagesArguments, context: ControlContext) {
  return look(context, ["admin", "approver", "auditor"], ({ tx }) =>
    tx
      .select()
      .from(grantPackages)
      .where(and(name ? eq(grantPackages.name, name) : undefined, type ? eq(grantPackages.type, type) : undefined))
      .orderBy(asc(grantPackages.name), desc(grantPackages.version))
      .limit(pageSize(first)),
  );
}

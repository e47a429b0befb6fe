import { HubError } from "@tongshu/kit";
import { type Level, maxLevel } from "@tongshu/schema";
import { desc, eq } from "drizzle-orm";
import type { HubDb } from "../../store/database.ts";
import { grantPackages } from "../../store/tables/lineage.ts";

export interface PackageLevels {
  /** `name@version` of each, as a request keeps them. */
  readonly names: readonly string[];
  /** The highest level of each field in any of them. */
  readonly levels: Readonly<Record<string, Level>>;
}

const MOST_PACKAGES = 20;

/** What packages give, by name, in their newest version. Throws BAD_USER_INPUT for an unknown name or another type. */
export async function levelsOfPackages(tx: HubDb, type: string, names: readonly string[]): Promise<PackageLevels> {
  if (names.length > MOST_PACKAGES)
    throw new HubError("BAD_USER_INPUT", { field: "packages", rule: `at most ${MOST_PACKAGES}` });
  const levels: Record<string, Level> = {};
  const used: string[] = [];
  for (const name of new Set(names)) {
    const newest = await newestPackage(tx, name);
    if (!newest || newest.type !== type) {
      throw new HubError("BAD_USER_INPUT", { field: "packages", rule: "a package of the same type" });
    }
    used.push(`${name}@${newest.version}`);
    for (const [field, level] of Object.entries(newest.fields))
      levels[field] = maxLevel(levels[field] ?? "NONE", level);
  }
  return { names: used, levels };
}

export type PackageRow = typeof grantPackages.$inferSelect;

export async function newestPackage(tx: HubDb, name: string): Promise<PackageRow | undefined> {
  const [row] = await tx
    .select()
    .from(grantPackages)
    .where(eq(grantPackages.name, name))
    .orderBy(desc(grantPackages.version))
    .limit(1);
  return row;
}

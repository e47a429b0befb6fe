import { SUBGRAPH_NAMES, type SubgraphName } from "@tongshu/schema";

/** The five registers, by the name of their subgraph. */
export const REGISTER_NAMES = SUBGRAPH_NAMES;
export type RegisterName = SubgraphName;

export type DatabaseName = "hub" | RegisterName;
export const DATABASE_NAMES: readonly DatabaseName[] = ["hub", ...REGISTER_NAMES];

/** What a role is for: `owner` makes tables, `runtime` answers requests, `loader` fills a register, `control` governs the hub. */
export const DUTIES = ["owner", "runtime", "loader", "control"] as const;
export type Duty = (typeof DUTIES)[number];

export function databaseOf(name: DatabaseName): string {
  return `tongshu_${name.replaceAll("-", "_")}`;
}

export function roleOf(name: DatabaseName, duty: Duty): string {
  return `${databaseOf(name)}_${duty}`;
}

/** Permissions are governed in the hub database only, and only registers are loaded. */
export function dutiesOf(name: DatabaseName): readonly Duty[] {
  return name === "hub" ? ["owner", "runtime", "control"] : ["owner", "runtime", "loader"];
}

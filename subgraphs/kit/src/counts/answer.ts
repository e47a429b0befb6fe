import { regionPrefix } from "@tongshu/schema";
import { LRUCache } from "lru-cache";
import type { CallContext } from "../call-context.ts";
import type { Scope } from "../capability.ts";
import { referenceTo } from "../entity.ts";
import { HubError } from "../errors.ts";
import type { RowSource } from "../rows/row-source.ts";
import { type CountSet, PROVINCE } from "./count-set.ts";
import { product } from "./cube.ts";
import { UNPLACED } from "./dimension.ts";
import type { PublishedDimension, PublishedTable, PublishedTables } from "./editions-table.ts";

/** Which slice of which published table is asked for. */
export interface CountRequest {
  /** The root field, whose own scope says which regions the caller may have. */
  readonly field: string;
  readonly table: string;
  /** How deep each dimension is broken down; everything together where it is not named. */
  readonly depths: Readonly<Record<string, number>>;
  readonly region?: string | null | undefined;
  readonly period?: string | null | undefined;
}

/** Cells of one answer; the SDL says so to callers. */
const MAX_CELLS = 2_000;

const LATEST = "select edition from count_editions where set_name = $1 order by edition desc limit 1";
const EDITION = "select tables from count_editions where set_name = $1 and edition = $2";

/** Published editions by the register they belong to; an edition never changes, and holds nothing that is kept back. */
const editions = new WeakMap<RowSource, LRUCache<string, PublishedTables>>();

/** The cells that the caller's scope covers, as they were published; null before the first edition. */
export async function answerCounts(set: CountSet, request: CountRequest, context: CallContext) {
  const scope = context.capability.scopes[`Query.${request.field}`];
  const [latest] = await context.source.rows({ text: LATEST, parameters: [set.name] }, {});
  if (!latest) return null;
  const edition = String(latest[0]);
  const table = (await tablesOf(set, edition, context.source))[request.table];
  if (!table) return null;
  const cells = cellsOf(table, request, scope).map((cell) => ({ ...cell, edition }));
  context.account.addCells(set.type, cells.length);
  return cells;
}

async function tablesOf(set: CountSet, edition: string, source: RowSource): Promise<PublishedTables> {
  const known = editions.get(source) ?? new LRUCache<string, PublishedTables>({ max: 24 });
  editions.set(source, known);
  const key = `${set.name} ${edition}`;
  const found = known.get(key);
  if (found) return found;
  const [row] = await source.rows({ text: EDITION, parameters: [set.name, edition] }, {});
  const tables = (typeof row?.[0] === "string" ? JSON.parse(row[0]) : row?.[0]) as PublishedTables;
  known.set(key, tables);
  return tables;
}

function cellsOf(table: PublishedTable, request: CountRequest, scope: Scope | undefined) {
  const axes = table.dimensions.map((dimension) => nodesOf(dimension, request, scope));
  if (axes.reduce((size, nodes) => size * nodes.length, 1) > MAX_CELLS) {
    throw new HubError("LIMIT_EXCEEDED", { field: request.field, rule: `${MAX_CELLS}` });
  }
  const hasBlindCondition = Object.keys(scope?.conditions ?? {}).some((field) => !isBrokenDown(table, request, field));
  return hasBlindCondition ? [] : [...product(axes)].map((place) => cellAt(table, place, request));
}

/** A condition that the slice does not show apart would be passed by a total. */
function isBrokenDown({ dimensions }: PublishedTable, { depths }: CountRequest, field: string): boolean {
  return dimensions.some(({ name }) => name === field) && (depths[field] ?? 0) > 0;
}

function nodesOf({ name, codes, depths }: PublishedDimension, request: CountRequest, scope: Scope | undefined) {
  const depth = request.depths[name] ?? 0;
  const allowed = scope?.conditions?.[name];
  return [...codes.keys()].filter((node) => {
    const code = codes[node] ?? "";
    if (depths[node] !== depth || code.includes(UNPLACED)) return false;
    if (allowed && !allowed.includes(code)) return false;
    if (name === "region") return isRegionAsked(code || PROVINCE, request.region) && isInScope(code || PROVINCE, scope);
    return name !== "period" || !request.period || code.startsWith(request.period);
  });
}

function isRegionAsked(code: string, region: string | null | undefined): boolean {
  return !region || code.startsWith(regionPrefix(region));
}

/** A region counts as covered when all of it is: a county's grant gives nothing of its prefecture. */
function isInScope(code: string, scope: Scope | undefined): boolean {
  if (scope?.kind === "ALL") return true;
  return (
    scope?.kind === "PREFIXES" && scope.prefixes.some((prefix) => /^\d{2,6}$/.test(prefix) && code.startsWith(prefix))
  );
}

function cellAt({ dimensions, counts }: PublishedTable, place: readonly number[], { depths }: CountRequest) {
  const cell: Record<string, unknown> = {};
  let [index, stride] = [0, 1];
  for (const [axis, { name, codes }] of dimensions.entries()) {
    const node = place[axis] ?? 0;
    index += stride * node;
    stride *= codes.length;
    const code = codes[node] ?? "";
    if (name === "region") cell[name] = referenceTo("Region", "code", code || PROVINCE);
    else cell[name] = (depths[name] ?? 0) === 0 ? null : code;
  }
  const value = counts[index] ?? null;
  return { ...cell, value, isSuppressed: value === null };
}

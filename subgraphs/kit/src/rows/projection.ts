import type { SQL } from "drizzle-orm";
import type { DatabaseRow } from "../database/database.ts";
import { type DerivedField, type Entity, isDerived, type RowView, type Source, type SubjectSource } from "../entity.ts";
import { maskOf } from "./mask.ts";
import type { TypeAccess } from "./type-access.ts";
import type { Condition, Visibility } from "./visibility.ts";

type CellReader = (row: DatabaseRow) => unknown;

/** What a statement selects and how its rows become row views: decided once per shape, never per cell. */
export interface Projection {
  readonly sources: readonly Source[];
  readonly subjects: readonly { readonly type: SubjectSource["type"]; readonly at: number }[];
  readonly toView: (row: DatabaseRow) => RowView;
}

/** `leading` sources come first in each row, in their order. */
export function project(
  entity: Entity,
  requested: readonly string[],
  access: TypeAccess,
  visibility: Visibility,
  leading: readonly Source[],
): Projection {
  const sources = [...leading];
  const at = (source: Source) => {
    const index = sources.indexOf(source);
    return index === -1 ? sources.push(source) - 1 : index;
  };
  const fields = requested.includes(entity.key ?? "") || !entity.key ? requested : [entity.key, ...requested];
  const isRead = (field: string) => access.granted.has(field) || access.unconditional.has(field);
  const isSubject = (source: SubjectSource) =>
    source.fields?.some((field) => requested.includes(field) && isRead(field)) ?? true;
  const subjects = (entity.subjects ?? []).filter(isSubject).map(({ type, column }) => ({ type, at: at(column) }));
  const flags = flagsOf(entity, fields, access, visibility);
  const builder = (trueFlags: ReadonlySet<Condition>) => {
    const cells = fields.flatMap((field) => {
      const level = levelOf(field, entity, access, flags, trueFlags);
      return level ? [[field, cellReader(entity, field, level, at)] as const] : [];
    });
    return viewBuilder(entity.type, cells);
  };
  return { toView: chooser(flagList(flags), builder, at), sources, subjects };
}

/** What each row decides about its cells. */
interface Flags {
  readonly isPublic: Condition;
  readonly isInScope: Condition;
  /** By field: whether this cell of a public row is public too. */
  readonly publicCells: ReadonlyMap<string, SQL>;
}

function levelOf(field: string, entity: Entity, access: TypeAccess, flags: Flags, trueFlags: ReadonlySet<Condition>) {
  if (field === entity.key) return "FULL";
  const isPublic = access.unconditional.has(field) && trueFlags.has(flags.isPublic);
  if (isPublic && trueFlags.has(flags.publicCells.get(field) ?? true)) return "FULL";
  return trueFlags.has(flags.isInScope) ? access.granted.get(field) : undefined;
}

/** A row is there because it is public or in scope, so when one of the two is impossible the other holds. */
function flagsOf(
  { publicCells = {} }: Entity,
  fields: readonly string[],
  access: TypeAccess,
  { isPublic, isInScope }: Visibility,
): Flags {
  const dependsOnScope = fields.some((field) => access.granted.has(field));
  // Where the grant shows the cell on each row anyway, nothing hangs on whether it is public.
  const isShownAnyway = (field: string) => isInScope === true && access.granted.get(field) === "FULL";
  const asked = Object.entries(publicCells).filter(([field]) => fields.includes(field) && !isShownAnyway(field));
  return {
    isPublic: isInScope === false ? true : isPublic,
    isInScope: isPublic === false ? true : dependsOnScope && isInScope,
    publicCells: new Map(asked),
  };
}

function flagList({ isPublic, isInScope, publicCells }: Flags): readonly Condition[] {
  return [...new Set([isPublic, isInScope, ...publicCells.values()])];
}

type Builder = (row: DatabaseRow) => RowView;

/** One builder for each kind of row there can be; the row's own flags choose. */
function chooser(
  [flag, ...rest]: readonly Condition[],
  builder: (trueFlags: ReadonlySet<Condition>) => Builder,
  at: (source: Source) => number,
  trueFlags: ReadonlySet<Condition> = new Set([true]),
): Builder {
  if (flag === undefined) return builder(trueFlags);
  const whenFalse = () => chooser(rest, builder, at, trueFlags);
  if (flag === false) return whenFalse();
  if (flag === true) return chooser(rest, builder, at, trueFlags);
  const [flagAt, no] = [at(flag), whenFalse()];
  const yes = chooser(rest, builder, at, new Set([...trueFlags, flag]));
  return (row) => (row[flagAt] === true ? yes(row) : no(row));
}

function viewBuilder(type: string, cells: readonly (readonly [string, CellReader])[]): Builder {
  return (row) => {
    const view: Record<string, unknown> = { __typename: type };
    for (const [field, read] of cells) view[field] = read(row);
    return view;
  };
}

function cellReader(
  entity: Entity,
  field: string,
  level: "MASKED" | "FULL",
  at: (source: Source) => number,
): CellReader {
  const source = entity.fields[field];
  if (!source) throw new TypeError(`${entity.type}.${field} has no source`);
  if (level === "MASKED") {
    const mask = maskOf(entity.masks?.[field]);
    // A value without a shortened form is masked whole, and then need not be read.
    if (!mask || isDerived(source)) return () => null;
    const index = at(source);
    return (row) => {
      const value = row[index];
      return typeof value === "string" ? mask(value) : null;
    };
  }
  if (isDerived(source)) return derivedReader(source, at);
  const index = at(source);
  return (row) => row[index];
}

function derivedReader({ sources, from }: DerivedField, at: (source: Source) => number): CellReader {
  const inputs = Object.entries(sources).map(([name, source]) => [name, at(source)] as const);
  return (row) => {
    const values: Record<string, unknown> = {};
    for (const [name, index] of inputs) values[name] = row[index];
    return from(values);
  };
}

import type { KeyRename } from "./fetch-plan.ts";

/** An object of the answer while it grows. */
export type Json = { [key: string]: unknown };

/** Every object that stands at `path`; "@" goes through a list, and what is null on the way is left out. */
export function objectsAt(data: Json, path: readonly string[]): Json[] {
  let current: unknown[] = [data];
  for (const key of path) {
    const next: unknown[] = [];
    for (const value of current) {
      const found = key === "@" ? value : (value as Json)[key];
      if (key === "@" && Array.isArray(found)) for (const item of found) pushPresent(next, item);
      else pushPresent(next, found);
    }
    current = next;
  }
  return current as Json[];
}

/** Adds what `source` holds to `target`; where both have an object or a list, the two are merged item by item. */
export function mergeInto(target: Json, source: Json): void {
  for (const key in source) {
    const added = source[key];
    const known = target[key];
    if (known === undefined || known === null || typeof added !== "object" || added === null) {
      if (known === undefined || added !== undefined) target[key] = added;
    } else mergeValues(known, added);
  }
}

/** Takes back the aliases that the planner gave in one fetch. Changes `value`. */
export function renameKeys(value: unknown, renames: readonly KeyRename[]): void {
  for (const rename of renames) renameAt(value, rename, 0);
}

function mergeValues(known: unknown, added: unknown): void {
  if (Array.isArray(known) && Array.isArray(added)) {
    for (let index = 0; index < added.length; index += 1) {
      if (known[index] && added[index]) mergeValues(known[index], added[index]);
    }
  } else if (typeof known === "object" && known !== null) mergeInto(known as Json, added as Json);
}

function pushPresent(list: unknown[], value: unknown): void {
  if (value !== null && value !== undefined) list.push(value);
}

const TYPE_CONDITION = "... on ";

function renameAt(value: unknown, rename: KeyRename, depth: number): void {
  if (Array.isArray(value)) for (const item of value) renameAt(item, rename, depth);
  else if (typeof value === "object" && value !== null) renameInObject(value as Json, rename, depth);
}

function renameInObject(object: Json, rename: KeyRename, depth: number): void {
  const key = rename.path[depth];
  if (key === undefined) {
    if (object[rename.from] === undefined) return;
    object[rename.to] = object[rename.from];
    delete object[rename.from];
  } else if (!key.startsWith(TYPE_CONDITION)) renameAt(object[key], rename, depth + 1);
  else if (isOfType(object, key.slice(TYPE_CONDITION.length))) renameInObject(object, rename, depth + 1);
}

/** An object whose type was not asked counts as of the type: the planner asks for it wherever it could differ. */
function isOfType(object: Json, type: string): boolean {
  return object["__typename"] === undefined || object["__typename"] === type;
}

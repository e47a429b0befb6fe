/**
 * Where two answers first differ, as a path like `person.licences[2].status`; null when they say the same. The order of
 * keys says nothing, the order of lists does. Values stay out of it: they are data of people.
 */
export function firstDifference(left: unknown, right: unknown, path = ""): string | null {
  if (left === right) return null;
  if (Array.isArray(left) && Array.isArray(right)) return differenceOfLists(left, right, path);
  if (isObject(left) && isObject(right)) return differenceOfObjects(left, right, path);
  return path === "" ? "the whole answer" : path;
}

function differenceOfLists(left: readonly unknown[], right: readonly unknown[], path: string): string | null {
  if (left.length !== right.length) return `${path}.length (${left.length} and ${right.length})`;
  for (const [index, each] of left.entries()) {
    const difference = firstDifference(each, right[index], `${path}[${index}]`);
    if (difference !== null) return difference;
  }
  return null;
}

function differenceOfObjects(left: JsonObject, right: JsonObject, path: string): string | null {
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const difference = firstDifference(left[key], right[key], path === "" ? key : `${path}.${key}`);
    if (difference !== null) return difference;
  }
  return null;
}

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A copy of an answer in which every place that one of the paths leads to is null; paths go through lists by themselves. */
export function withNullAt(answer: unknown, paths: readonly string[]): unknown {
  const copy = structuredClone(answer);
  for (const path of paths) setNull(copy, path.split("."));
  return copy;
}

function setNull(value: unknown, [key = "", ...rest]: readonly string[]): void {
  if (Array.isArray(value)) for (const item of value) setNull(item, [key, ...rest]);
  else if (typeof value === "object" && value !== null) {
    const object = value as Record<string, unknown>;
    if (rest.length === 0) object[key] = null;
    else setNull(object[key], rest);
  }
}

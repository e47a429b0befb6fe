import type { Classification } from "@tongshu/schema";

/** Which register holds the rows of each type; the others only refer to them by key. */
export type Owners = ReadonlyMap<string, string>;

/** The owner of a type is the register that resolves most of its fields. */
export function ownersOf(classification: Classification): Owners {
  const counts = new Map<string, Map<string, number>>();
  for (const { type, subgraphs } of classification.fields.values()) {
    const byRegister = counts.get(type) ?? new Map<string, number>();
    counts.set(type, byRegister);
    for (const register of subgraphs) byRegister.set(register, (byRegister.get(register) ?? 0) + 1);
  }
  return new Map([...counts].map(([type, byRegister]) => [type, mostOf(byRegister)]));
}

function mostOf(byRegister: ReadonlyMap<string, number>): string {
  return [...byRegister].reduce((most, entry) => (entry[1] > most[1] ? entry : most), ["", 0])[0];
}

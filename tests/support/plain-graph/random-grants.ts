import type { Grant, GrantScope, Purpose } from "@tongshu/gateway";
import { type Level, ROW_CONDITION_FIELDS } from "@tongshu/schema";
import fc from "fast-check";
import type { Row } from "../planted/record.ts";
import { CONTRACT } from "./contract.ts";
import { columnOf } from "./plain-type.ts";
import { Tape } from "./tape.ts";
import { TYPES } from "./types.ts";

const LEVELS: readonly Level[] = ["FULL", "FULL", "FULL", "MASKED", "VERIFY", "NONE"];
const SCOPES: readonly GrantScope[] = [
  { kind: "OWN" },
  { kind: "ALL" },
  { kind: "ALL" },
  { kind: "PREFIXES", prefixes: ["620103", "6209"] },
  { kind: "SELF" },
];

/** Numbers enough for every choice. */
const TAPE_LENGTH = 600;
const GRANTABLE = Object.keys(TYPES);

export function purposeOf(code: string, departments: readonly string[]): Purpose {
  const text = { zh: code, en: code };
  return { code, text, legalBasis: "test", basisKind: "STATUTORY_DUTY", departments, isCaseRequired: false };
}

export function grantOf(purpose: string, department: string, type: string, more: Partial<Grant>): Grant {
  return {
    grantNo: `G-${purpose}-${department}-${type}`.toUpperCase(),
    department,
    purpose,
    type,
    fields: {},
    isAggregate: false,
    scope: { kind: "ALL" },
    isLookupOnly: false,
    isCaseRequired: false,
    maxPerDay: null,
    maxBatch: null,
    legalBasis: "test",
    validFrom: "2026-01-01T00:00:00Z",
    validUntil: "2027-01-01T00:00:00Z",
    ...more,
  };
}

/** Everything of every row. */
export function fullGrants(purpose: string, department: string): readonly Grant[] {
  return GRANTABLE.map((type) => {
    const fields = Object.fromEntries([...(CONTRACT.get(type)?.keys() ?? [])].map((name) => [name, "FULL" as const]));
    return grantOf(purpose, department, type, { fields, coversSensitiveRows: true });
  });
}

/** Some grants for each purpose; the same seed gives the same. */
export function randomPolicy(
  seed: number,
  purposes: readonly string[],
  departments: readonly string[],
): ReadonlyMap<string, readonly Grant[]> {
  const tapes = fc.sample(fc.array(fc.nat(), { minLength: TAPE_LENGTH, maxLength: TAPE_LENGTH }), {
    seed,
    numRuns: purposes.length,
  });
  return new Map(
    purposes.map((purpose, index) => [
      purpose,
      departments.flatMap((department) => randomGrants(purpose, department, tapes[index] ?? [])),
    ]),
  );
}

/** Some levels on some fields of some types, in some scope. */
function randomGrants(purpose: string, department: string, numbers: readonly number[]): readonly Grant[] {
  const tape = new Tape(numbers);
  return GRANTABLE.flatMap((type) => {
    if (tape.isChosen(25)) return [];
    const names = [...(CONTRACT.get(type)?.keys() ?? [])];
    const bias = 30 + tape.below(70);
    const levels = names.map((name) => [name, tape.isChosen(bias) ? tape.oneOf(LEVELS) : "NONE"] as const);
    const fields = Object.fromEntries(levels.filter(([, level]) => level !== "NONE"));
    if (Object.keys(fields).length === 0) return [];
    const conditions = randomConditions(type, tape);
    const more = {
      ...conditions,
      scope: tape.oneOf(SCOPES),
      isLookupOnly: tape.isChosen(15),
      coversSensitiveRows: tape.isChosen(30),
    };
    return [grantOf(purpose, department, type, { fields, ...more })];
  });
}

/** Values that some rows of the type hold. */
function randomConditions(type: string, tape: Tape): Pick<Grant, "conditions"> {
  const fields = ROW_CONDITION_FIELDS.get(type);
  if (!fields || !tape.isChosen(30)) return {};
  const field = tape.oneOf(fields);
  const plain = TYPES[type];
  const heldIn = (row: Row) => plain?.values[field]?.(row, {}) ?? row[columnOf(field)] ?? [];
  const held = [...new Set(plain?.table.flatMap(heldIn))] as string[];
  return { conditions: { [field]: [...new Set([tape.oneOf(held), tape.oneOf(held)])] } };
}

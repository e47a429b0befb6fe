import { pgTable, text } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import { defineEntity } from "../entity.ts";
import type { TypeAccess } from "./type-access.ts";
import { visibilityOf } from "./visibility.ts";

const table = pgTable("things", { name: text("name") });
/** Neither a region nor a person is known of it. */
const homeless = defineEntity({ type: "Thing", table, fields: { name: table.name } });
const access: TypeAccess = {
  scope: "ALL",
  coversSensitiveRows: false,
  conditionFields: [],
  unconditional: new Set(),
  granted: new Map([["name", "FULL"]]),
};

test.each([
  ["ALL", true],
  ["PREFIXES", false],
  ["SELF", false],
  ["NONE", false],
] as const)("of rows that lie nowhere and belong to nobody a scope of %s sees: %s", (scope, isVisible) => {
  expect(visibilityOf(homeless, { ...access, scope }).isVisible).toBe(isVisible);
});

test("a scope without a granted field sees no row", () => {
  expect(visibilityOf(homeless, { ...access, granted: new Map() }).isVisible).toBe(false);
});

test("an open field is seen whatever the scope", () => {
  const open = { ...access, scope: "NONE", unconditional: new Set(["name"]) } as const;
  expect(visibilityOf(homeless, open)).toEqual({ isPublic: true, isInScope: false, isVisible: true });
});

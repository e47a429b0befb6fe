import { boolean, date, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import { rowEncoder } from "./encode-row.ts";

const table = pgTable("things", {
  name: text("name"),
  count: integer("count"),
  isGood: boolean("is_good"),
  tags: text("tags").array().notNull(),
  detail: jsonb("detail"),
  day: date("day"),
});
const encode = rowEncoder(table);

test("writes cells in column order, whatever the order of the keys", () => {
  const row = { day: "2017-01-15", tags: ["A_1", "B"], count: 3, isGood: true, detail: { a: [1] }, name: "名" };
  expect(encode(row)).toEqual(["名", "3", "t", "{A_1,B}", '{"a":[1]}', "2017-01-15"]);
});

test("writes nothing as null, and an empty list as an empty list", () => {
  const row = { name: null, count: null, isGood: null, tags: [], detail: null, day: null };
  expect(encode(row)).toEqual([null, null, null, "{}", null, null]);
});

test("quotes list elements that need it", () => {
  const row = {
    name: null,
    count: null,
    isGood: false,
    tags: ["a b", 'c"d\\', "NULL", "", "市"],
    detail: null,
    day: null,
  };
  expect(encode(row)[3]).toBe('{"a b","c\\"d\\\\","NULL","","市"}');
});

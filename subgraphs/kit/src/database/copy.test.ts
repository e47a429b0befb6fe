import { afterAll, beforeAll, expect, test } from "vitest";
import { cloneDatabase, type TestDatabase } from "../../../../tests/support/database.ts";
import { type DatabaseWriter, openWriter } from "./writer.ts";

let target: TestDatabase;
let writer: DatabaseWriter;
const count = async () => (await writer.tables.execute("select count(*)::int as n from note"))[0]?.["n"];

beforeAll(async () => {
  target = await cloneDatabase();
  writer = openWriter({ url: target.url, applicationName: "kit-test" });
  await writer.tables.execute('create table note (id text primary key, "a text" text)');
});
afterAll(async () => {
  await writer.close();
  await target.drop();
});

test("text arrives as it was, whatever characters it holds", async () => {
  const rows: [string, string | null][] = [
    ["", "tab\tline\nreturn\rback\\slash\\N"],
    ["\\N", null],
    ["·", ""],
    ["𠮷", "张*三"],
  ];
  const copy = await writer.copyInto("note", ["id", "a text"]);
  for (const row of rows) await copy.write(row);
  expect(await copy.end()).toBe(rows.length);
  expect(await writer.tables.execute("select * from note")).toEqual(rows.map(([id, text]) => ({ id, "a text": text })));
});

test("more copies than connections wait for one another", async () => {
  const before = Number(await count());
  const copies = ["a", "b", "c", "d"].map(async (name) => {
    const copy = await writer.copyInto("note", ["id"]);
    for (let n = 0; n < 20_000; n++) await copy.write([`${name}${n}`]);
    return copy.end();
  });
  expect(await Promise.all(copies)).toEqual(Array(4).fill(20_000));
  expect(await count()).toBe(before + 80_000);
});

test("an aborted or refused copy leaves no row, and its connection works again", async () => {
  const before = Number(await count());
  for (let n = 0; n < 3; n++) {
    const aborted = await writer.copyInto("note", ["id"]);
    await aborted.write(["aborted"]);
    aborted.abort(new Error("the file is broken"));
    const refused = await writer.copyInto("note", ["id"]);
    await refused.write(["new"]);
    await refused.write(["new"]);
    await expect(refused.end()).rejects.toMatchObject({ code: "23505" });
    await expect(writer.copyInto("nowhere", ["id"])).rejects.toMatchObject({ code: "42P01" });
  }
  expect(await count()).toBe(before);
});

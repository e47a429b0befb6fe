import { ADDRESS_FOLDING, NAME_FOLDING } from "@tongshu/schema";
import { sql } from "drizzle-orm";
import { PgDialect, pgTable, text } from "drizzle-orm/pg-core";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cloneDatabase, type TestDatabase } from "../../../../tests/support/database.ts";
import { addressOf, type Claim, nameOf } from "./claim.ts";

const held = pgTable("held", { value: text("value") });
let database: TestDatabase;
let client: postgres.Sql;
beforeAll(async () => {
  database = await cloneDatabase();
  client = postgres(database.url, { max: 1 });
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

/** Of pairs of a held and a claimed value, those that the statement takes for different. */
async function differing(claim: Claim, pairs: readonly (readonly [held: string, claimed: string])[]) {
  const values = pairs.map(([value]) => value);
  const claims = pairs.map(([, claimed]) => claim.normalise(claimed));
  const query = new PgDialect().sqlToQuery(
    sql`select place::int from unnest(${sql.param(values)}::text[], ${sql.param(claims)}::text[]) with ordinality
      as held(value, claimed, place) where not (${claim.isSame(sql.raw("held.claimed"))})`,
  );
  const rows = await client.unsafe(query.sql, query.params as never[]);
  return rows.map((row) => pairs[row["place"] - 1]);
}

/** Every character that a folding knows, and some that it does not, at the ends and inside. */
function around(characters: string): string[] {
  return [...new Set([...characters, ..."张·示例aA1-①Ⅹ٢'%_\\𠀀"])].flatMap((char) => [
    `${char}甲乙${char}`,
    `甲${char}乙`,
  ]);
}

test("the database folds a name as the hub does", async () => {
  const names = around(`${NAME_FOLDING.from}${NAME_FOLDING.trimmed}`);
  expect(
    await differing(
      nameOf("value", held.value),
      names.map((name) => [name, name]),
    ),
  ).toEqual([]);
});

test("the database folds an address as the hub does", async () => {
  const addresses = around(ADDRESS_FOLDING.from);
  expect(
    await differing(
      addressOf("value", held.value),
      addresses.map((address) => [address, address]),
    ),
  ).toEqual([]);
});

test("different names stay different", async () => {
  const pairs = [
    ["张示例", "张示"],
    ["张 示例", "张示例"],
    ["古丽·示例", "古丽示例"],
    ["张示例", "张%"],
  ] as const;
  expect(await differing(nameOf("value", held.value), pairs)).toEqual(pairs);
});

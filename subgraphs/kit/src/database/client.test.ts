import { afterAll, beforeAll, expect, test } from "vitest";
import { cloneDatabase, type TestDatabase } from "../../../../tests/support/database.ts";
import { openClient } from "./client.ts";

let target: TestDatabase;
beforeAll(async () => {
  target = await cloneDatabase();
});
afterAll(() => target.drop());

const open = () => openClient({ url: target.url, applicationName: "kit-test" }, 1);

/** Begins a transaction, cuts its connection, and lets it go on when `between` is over. */
async function goOnAfterCut(between: (client: ReturnType<typeof open>) => Promise<unknown>): Promise<unknown> {
  const [client, administrator] = [open(), open()];
  await client`create table if not exists written (n int)`;
  const goOn = Promise.withResolvers<void>();
  const statement = Promise.withResolvers<unknown>();
  const transaction = client.begin(async (sql) => {
    const [row] = await sql`select pg_backend_pid() as pid`;
    await administrator`select pg_terminate_backend(${row?.["pid"]}, 5000)`;
    await goOn.promise;
    await sql`insert into written values (1)`.then(statement.resolve, statement.resolve);
  });
  await expect(transaction).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
  await between(client);
  goOn.resolve();
  const result = await statement.promise;
  expect(await administrator`select n from written`).toEqual([]);
  await Promise.all([client.end(), administrator.end()]);
  return result;
}

// The driver as it comes ends the whole process here.
test("a statement of a transaction whose connection is gone is refused", async () => {
  expect(await goOnAfterCut(async () => {})).toMatchObject({ code: "CONNECTION_CLOSED" });
});

// The driver as it comes runs it on its own, outside of any transaction.
test("it is refused when the client has connected again, too", async () => {
  expect(await goOnAfterCut((client) => client`select 1`)).toMatchObject({ code: "CONNECTION_CLOSED" });
});

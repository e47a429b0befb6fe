import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cloneDatabase, type TestDatabase } from "../../../../tests/support/database.ts";
import { openDatabase } from "./database.ts";
import { StatementError } from "./source-error.ts";

let target: TestDatabase;
beforeAll(async () => {
  target = await cloneDatabase();
});
afterAll(() => target.drop());

const open = (url = target.url, more = {}) => openDatabase({ url, applicationName: "kit-test", ...more });

/** The database behind a cable that can be pulled. */
async function behindCable() {
  const { port: targetPort, hostname } = new URL(target.url);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const upstream = connect(Number(targetPort), hostname);
    for (const each of [socket, upstream]) sockets.add(each.on("error", () => {}));
    socket.pipe(upstream).pipe(socket);
  });
  const listen = (port: number) => once(server.listen(port, "127.0.0.1"), "listening");
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    url: Object.assign(new URL(target.url), { port: String(port) }).href,
    plug: () => listen(port),
    pull: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      sockets.clear();
    },
  };
}

describe("values", () => {
  test("reads days, instants and numbers as text that loses nothing", async () => {
    const database = open();
    const text = `select date '2017-01-15', timestamptz '2017-01-15 01:02:03.5Z', 12.30::numeric(18,2), 9007199254740993::bigint,
      7::int, true, null::text, array['a','b,"c'], '{"a":1}'::jsonb, 'x'::text`;
    expect(await database.query(text, [])).toEqual([
      [
        "2017-01-15",
        "2017-01-15T09:02:03.5+08:00",
        "12.30",
        "9007199254740993",
        7,
        true,
        null,
        ["a", 'b,"c'],
        { a: 1 },
        "x",
      ],
    ]);
    await database.close();
  });

  test("takes a list of keys as one parameter and prepares the statement once", async () => {
    const database = open(target.url, { connectionCount: 1 });
    const text = "select k from unnest($1::text[]) as k order by 1";
    await database.query(text, [["a"]]);
    expect(await database.query(text, [["b", 'c,"{\\']])).toEqual([["b"], ['c,"{\\']]);
    const prepared = await database.query(
      "select calls from (select count(*) as calls from pg_prepared_statements where statement = $1)",
      [text],
    );
    expect(prepared).toEqual([["1"]]);
    await database.close();
  });
});

describe("failures", () => {
  test("a statement that takes too long is SOURCE_TIMEOUT", async () => {
    const database = open(target.url, { statementTimeoutMs: 50 });
    await expect(database.query("select pg_sleep(5)", [])).rejects.toMatchObject({ code: "SOURCE_TIMEOUT" });
    await database.close();
  });

  test("a refused statement tells its SQLSTATE and no value", async () => {
    const database = open();
    const error = await database.query("select $1::date", ["not-a-day"]).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(StatementError);
    expect(error).toMatchObject({ sqlState: "22007" });
    expect(`${(error as Error).stack} ${JSON.stringify(error)}`).not.toContain("not-a-day");
    await database.close();
  });

  test("a wrong address, password or database name is SOURCE_DOWN", async () => {
    const wrong = [
      "postgres://nobody:wrong@127.0.0.1:1/none",
      target.url.replace(/:[^:@/]+@/, ":wrong@"),
      `${target.url}_none`,
    ];
    for (const url of wrong) {
      const database = open(url);
      await expect(database.query("select 1", [])).rejects.toMatchObject({ code: "SOURCE_DOWN" });
      expect(await database.isReady()).toBe(false);
      await database.close();
    }
  });

  test("a pulled cable fails what is in flight at once, and the next statement after it is back answers", async () => {
    const cable = await behindCable();
    const database = open(cable.url, { connectionCount: 2 });
    expect(await database.isReady()).toBe(true);
    const inFlight = Array.from({ length: 6 }, () =>
      database.query("select pg_sleep(9)", []).catch((error) => error.code),
    );
    await new Promise((done) => setTimeout(done, 50));
    await cable.pull();
    expect(await Promise.all(inFlight)).toEqual(Array(6).fill("SOURCE_DOWN"));
    await expect(database.query("select 1", [])).rejects.toMatchObject({ code: "SOURCE_DOWN" });
    await cable.plug();
    expect(await database.query("select 1", [])).toEqual([[1]]);
    await database.close();
    await cable.pull();
  });

  // As a load balancer does that has no server left behind it.
  test("a server that hangs up on everybody is SOURCE_DOWN at once, and is not called again and again", async () => {
    let callCount = 0;
    const server = createServer((socket) => {
      callCount++;
      socket.on("error", () => {}).end();
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    const { port } = server.address() as AddressInfo;
    const database = open(`postgres://nobody:none@127.0.0.1:${port}/none`);
    await expect(database.query("select 1", [])).rejects.toMatchObject({ code: "SOURCE_DOWN" });
    await new Promise((done) => setTimeout(done, 100));
    expect(callCount).toBe(1);
    await database.close();
    server.close();
  });

  test("what waits behind a statement that reached its limit leaves no connection behind", async () => {
    const applicationName = "kit-test-leaving";
    const options = { applicationName, statementTimeoutMs: 100, connectionCount: 1 };
    const database = open(target.url, options);
    const waiting = Array.from({ length: 8 }, (_, n) =>
      database.query(`select pg_sleep($1), ${n}`, ["5"]).catch((error) => error.code),
    );
    for (const code of await Promise.all(waiting)) expect(code).toMatch(/^SOURCE_/);
    expect(await database.query("select 1", [])).toEqual([[1]]);
    const count = "select count(*)::int from pg_stat_activity where application_name = $1";
    await expect.poll(() => database.query(count, [applicationName])).toEqual([[1]]);
    await database.close();
  });

  test("a closed database is SOURCE_DOWN and stays closed", async () => {
    const database = open();
    const last = database.query("select 1", []);
    await database.close();
    expect(await last).toEqual([[1]]);
    for (let n = 0; n < 3; n++)
      await expect(database.query("select 1", [])).rejects.toMatchObject({ code: "SOURCE_DOWN" });
    expect(await database.isReady()).toBe(false);
  });

  test("a connection that holds a thousand prepared statements is replaced", async () => {
    const database = open(target.url, { connectionCount: 1 });
    const backend = async () => (await database.query("select pg_backend_pid()", []))[0]?.[0];
    const first = await backend();
    for (let n = 0; n < 1_000; n += 50) {
      await Promise.all(Array.from({ length: 50 }, (_, more) => database.query(`select ${n + more}`, [])));
    }
    expect(await backend()).not.toBe(first);
    await database.close();
  });
});

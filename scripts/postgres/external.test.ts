import { createServer } from "node:net";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { adminUrl } from "../../tests/support/database.ts";
import { joinExternal } from "./external.ts";

const ROLE = "external_test_plain";
const PASSWORD = "not-a-real-one";

beforeAll(() => administer(`create role ${ROLE} login password '${PASSWORD}'`));
afterAll(() => administer(`drop role ${ROLE}`));

async function administer(statement: string): Promise<void> {
  const sql = postgres(adminUrl(), { max: 1 });
  await sql.unsafe(statement).finally(() => sql.end());
}

function changed(change: (url: URL) => void): string {
  const url = new URL(adminUrl());
  change(url);
  return url.href;
}

test("a server where databases and roles may be created is taken", async () => {
  const server = await joinExternal(adminUrl());
  expect(server.adminUrl).toBe(adminUrl());
  await server.stop();
});

test("a wrong password is named and not repeated", async () => {
  const url = changed((it) => (it.password = "wrong-one"));
  const error = await joinExternal(url).catch((caught: Error) => caught);
  expect(error).toMatchObject({ message: expect.stringMatching(/refuses the user name or the password/) });
  expect((error as Error).message).not.toContain("wrong-one");
});

test("an address where nothing listens cannot be reached", async () => {
  await expect(joinExternal(changed((it) => (it.port = "1")))).rejects.toThrow("cannot be reached");
  await expect(joinExternal(changed((it) => (it.hostname = "no-such-host.invalid")))).rejects.toThrow(
    "cannot be found",
  );
});

test("a server that never answers is given up", async () => {
  const silent = createServer().listen(0, "127.0.0.1");
  await new Promise((done) => silent.once("listening", done));
  const { port } = silent.address() as { port: number };
  await expect(
    joinExternal(
      changed((it) => (it.port = String(port))),
      0.2,
    ),
  ).rejects.toThrow("did not answer in time");
  silent.close();
});

test("a role that may not create databases is refused", async () => {
  const url = changed((it) => {
    it.username = ROLE;
    it.password = PASSWORD;
  });
  await expect(joinExternal(url)).rejects.toThrow("CREATEDB and CREATEROLE");
});

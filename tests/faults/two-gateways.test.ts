import { openHubDatabase, type RunningGateway, resumeClient, revokeClient, suspendClient } from "@tongshu/gateway";
import { dossierQuery } from "@tongshu/scripts/stack";
import postgres from "postgres";
import { beforeAll, expect, test } from "vitest";
import { post, type Question, type Reply } from "../support/ask.ts";
import { CALLERS, type CallerName } from "../support/callers.ts";
import { alpha, beta } from "../support/planted/organisations.ts";
import { ada, duo } from "../support/planted/people.ts";
import { usePlantedHub } from "../support/planted-hub.ts";
import { changePolicy } from "../support/policy.ts";
import { startSteadyLoad } from "../support/steady-load.ts";

/** What the hub promises: from then on no gateway decides by what was before. */
const PROMISED_MS = 1_000;
const NUMBERS = [ada, duo].map((row) => row["id_number"]);
const CODES = [...NUMBERS, alpha["uscc"], beta["uscc"]];

const hub = usePlantedHub();
let gateways: readonly RunningGateway[];

beforeAll(async () => {
  const second = await hub().startGateway();
  gateways = [{ url: hub().url, doDueWork: async () => {}, stop: async () => {} }, second];
});

function dossierOf(code: unknown): Question {
  return { query: dossierQuery(), variables: { code } };
}

async function askAt(gateway: RunningGateway | undefined, who: CallerName, { query, variables }: Question) {
  const headers = await hub().headersOf(CALLERS[who]);
  return post(`${gateway?.url}/graphql`, headers, JSON.stringify({ query, variables }));
}

function contentOf({ status, data, errors, access }: Reply): unknown {
  return { status, data, errors, access };
}

/** Asks both gateways without a pause; `sentAt` of each answer tells whether it is of before or after. */
function watchBoth(who: CallerName) {
  const seen: { gateway: number; sentAt: number; reply: Reply }[] = [];
  const load = startSteadyLoad(4, async (order) => {
    const gateway = order % gateways.length;
    const sentAt = performance.now();
    const reply = await askAt(gateways[gateway], who, dossierOf(ada["id_number"]));
    seen.push({ gateway, sentAt, reply });
    return reply;
  });
  return {
    load,
    /** The answers to what was sent once the promise holds; both gateways are among them. */
    async afterPromise(changedAt: number): Promise<readonly Reply[]> {
      const isLate = ({ sentAt }: { sentAt: number }) => sentAt > changedAt + PROMISED_MS;
      while (new Set(seen.filter(isLate).map(({ gateway }) => gateway)).size < gateways.length) await load.more(1);
      await load.stop();
      expect(load.failures).toEqual([]);
      return seen.filter(isLate).map(({ reply }) => reply);
    },
  };
}

async function inHubDatabase<T>(run: (db: ReturnType<typeof openHubDatabase>["db"]) => Promise<T>): Promise<T> {
  const database = openHubDatabase({ url: hub().stack.urlOf("hub", "owner"), applicationName: "test" });
  try {
    return await run(database.db);
  } finally {
    await database.close();
  }
}

test("both give the same answers to everybody", async () => {
  for (const who of ["psd", "hrs", "fda", "citizen"] as const) {
    for (const code of CODES) {
      const [first, second] = await Promise.all(gateways.map((gateway) => askAt(gateway, who, dossierOf(code))));
      expect(contentOf(second as Reply)).toEqual(contentOf(first as Reply));
    }
  }
});

test("a suspended client is refused on both within a second, and let in again", { timeout: 30_000 }, async () => {
  const watched = watchBoth("hrs");
  await watched.load.more(4);
  await inHubDatabase((db) => suspendClient(db, CALLERS.hrs.clientId, new Date()));
  const replies = await watched.afterPromise(performance.now());
  for (const reply of replies) expect([reply.status, ...reply.codes]).toEqual([401, "UNAUTHENTICATED"]);

  await inHubDatabase((db) => resumeClient(db, CALLERS.hrs.clientId));
  const again = watchBoth("hrs");
  for (const reply of await again.afterPromise(performance.now())) expect(reply.status).toBe(200);
});

test("a policy that was published is used by both within a second", { timeout: 30_000 }, async () => {
  const isHidden = ({ data, access }: Reply) =>
    data?.serviceObject?.name === null && access.some(({ coordinate }) => coordinate === "Person.name");
  const watched = watchBoth("psd");
  await watched.load.more(4);
  expect(watched.load.replies.some(isHidden)).toBe(false);
  await changePolicy(hub(), ({ purposes, grants }) => ({
    purposes,
    grants: grants.map((grant) => {
      if (grant.purpose !== CALLERS.psd.purpose || grant.type !== "Person") return grant;
      const { name: _name, ...fields } = grant.fields;
      return { ...grant, fields };
    }),
  }));
  const replies = await watched.afterPromise(performance.now());
  expect(replies.filter((reply) => !isHidden(reply))).toEqual([]);
});

test("one that stops leaves the other and the record whole", { timeout: 30_000 }, async () => {
  const load = startSteadyLoad(4, () => askAt(gateways[0], "psd", dossierOf(ada["id_number"])));
  await load.more(4);
  await gateways[1]?.stop();
  await load.more(20);
  await load.stop();
  expect(load.failures).toEqual([]);
  expect(new Set(load.replies.map(({ status }) => status))).toEqual(new Set([200]));
  const sql = postgres(hub().stack.urlOf("hub", "owner"), { max: 1 });
  const runs = await sql`select count(*)::int as n, max(sequence)::int as last from audit_records group by instance_id`;
  await sql.end();
  expect(runs).toHaveLength(2);
  for (const { n, last } of runs) expect(n).toBe(last);
});

test("a revoked client is refused for good, with tokens of before too", { timeout: 30_000 }, async () => {
  gateways = gateways.slice(0, 1);
  const watched = watchBoth("fda");
  await watched.load.more(4);
  await inHubDatabase((db) => revokeClient(db, CALLERS.fda.clientId, new Date()));
  for (const reply of await watched.afterPromise(performance.now())) expect(reply.codes).toEqual(["UNAUTHENTICATED"]);
  await expect(hub().freshToken(CALLERS.fda)).rejects.toThrow();
});

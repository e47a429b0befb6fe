// Class "somebody else's answer": nothing that is kept or shared carries one caller's view to another.
import { openHubDatabase, resumeClient, revokeClient, suspendClient } from "@tongshu/gateway";
import { afterEach, describe, expect, test } from "vitest";
import { type GraphqlError, post } from "../support/ask.ts";
import { CALLERS, type CallerName } from "../support/callers.ts";
import { alpha } from "../support/planted/organisations.ts";
import { ada, duo } from "../support/planted/people.ts";
import { usePlantedHub } from "../support/planted-hub.ts";
import { type changePolicy, enforcePolicy } from "../support/policy.ts";

const hub = usePlantedHub({
  wrap: (register) => ({
    ...register,
    async ask(call) {
      await held;
      return register.ask(call);
    },
  }),
});

/** Registers wait for it. */
let held: Promise<void> = Promise.resolve();
afterEach(() => {
  held = Promise.resolve();
});

const QUERY =
  "query ($n: CitizenIdNumber!) { person(idNumber: $n) { name birthDate lifeStatus hukouAddress mobilePhone } }";
const SEEN: Readonly<Partial<Record<CallerName, unknown>>> = {
  psd: {
    name: ada["name"],
    birthDate: ada["birth_date"],
    lifeStatus: "ALIVE",
    hukouAddress: ada["hukou_address"],
    mobilePhone: ada["mobile_phone"],
  },
  hrs: {
    name: ada["name"],
    birthDate: ada["birth_date"],
    lifeStatus: "ALIVE",
    hukouAddress: null,
    mobilePhone: ada["mobile_phone"],
  },
  fda: { name: "安*", birthDate: null, lifeStatus: "ALIVE", hukouAddress: null, mobilePhone: "139****0101" },
  cmc: { name: "安*", birthDate: "1971", lifeStatus: null, hukouAddress: null, mobilePhone: "139****0101" },
  hrsPension: null,
  sta: null,
};
const NAMES = Object.keys(SEEN) as CallerName[];

describe("one text and one number, asked by many", () => {
  const ask = async (caller: CallerName) =>
    (await hub().ask(caller, { query: QUERY, variables: { n: ada["id_number"] } })).data.person;

  test("one after the other, each sees its own view whoever came before", async () => {
    for (const caller of [...NAMES, ...NAMES.toReversed()]) expect(await ask(caller), caller).toEqual(SEEN[caller]);
  });

  test("all at once, over and over, each sees its own view", async () => {
    const order = Array.from({ length: 60 }, (_, index) => NAMES[(index * 7) % NAMES.length] as CallerName);
    const seen = await Promise.all(order.map(ask));
    expect(seen).toEqual(order.map((caller) => SEEN[caller]));
  });

  test("the same department in another region does not get the kept rows", async () => {
    const query = "query ($n: UnifiedSocialCreditCode!) { legalEntity(uscc: $n) { regNo } }";
    for (const [caller, regNo] of [
      ["fda", alpha["reg_no"]],
      ["fdaQilihe", null],
      ["fdaLanzhou", alpha["reg_no"]],
    ] as const) {
      expect((await hub().ask(caller, { query, variables: { n: alpha["uscc"] } })).data.legalEntity).toEqual({ regNo });
    }
  });

  test("two citizens through one portal each find themselves and not the other", async () => {
    const portal = { clientId: "psp-portal", purpose: "CITIZEN_SELF_SERVICE" };
    const people = [ada, duo];
    const asked = Array.from({ length: 20 }, (_, index) => ({
      self: people[index % 2],
      other: people[(index >> 1) % 2],
    }));
    const seen = await Promise.all(
      asked.map(async ({ self, other }) => {
        const caller = { ...portal, citizenId: String(self?.["person_id"]) };
        return (
          (await hub().ask(caller, { query: QUERY, variables: { n: other?.["id_number"] } })).data.person?.name ?? null
        );
      }),
    );
    expect(seen).toEqual(asked.map(({ self, other }) => (self === other ? self?.["name"] : null)));
  });
});

describe("a policy that changes", () => {
  const withoutNames = (isAllowed: boolean) => (content: Parameters<Parameters<typeof changePolicy>[1]>[0]) => ({
    ...content,
    grants: content.grants.map((grant) =>
      grant.department === "HRS" && grant.purpose === CALLERS.hrs.purpose && grant.type === "Person"
        ? { ...grant, fields: { ...grant.fields, name: isAllowed ? ("FULL" as const) : ("NONE" as const) } }
        : grant,
    ),
  });
  const question = { query: QUERY, variables: { n: ada["id_number"] } };

  test("decides the next request and leaves one under way as it began", async () => {
    let release = () => {};
    held = new Promise((resolve) => {
      release = resolve;
    });
    const underWay = hub().ask("hrs", question);
    await expect.poll(() => hub().calls.length).toBe(1);
    held = Promise.resolve();
    await enforcePolicy(hub(), withoutNames(false));
    const after = await hub().ask("hrs", question);
    release();
    const before = await underWay;
    expect([before.data.person.name, after.data.person.name]).toEqual([ada["name"], null]);
    const [[recordBefore], [recordAfter]] = await Promise.all([
      hub().records(before.requestId),
      hub().records(after.requestId),
    ]);
    expect(recordBefore?.policyVersion).not.toBe(recordAfter?.policyVersion);
    expect([recordBefore?.verdicts["Person.name"], recordAfter?.verdicts["Person.name"]]).toEqual(["FULL", "DENIED"]);
    await enforcePolicy(hub(), withoutNames(true));
    expect((await hub().ask("hrs", question)).data.person.name).toBe(ada["name"]);
  });
});

describe("a grant", () => {
  test("ends at its second", async () => {
    const caller = { ...CALLERS.hrs, purpose: "SHORT" };
    const untilMs = Math.ceil(Date.now() / 1000) * 1000 + 60_000;
    await hub().token(caller);
    await enforcePolicy(hub(), ({ purposes, grants }) => {
      const known = purposes.filter(({ code }) => code === CALLERS.hrs.purpose);
      const short = grants.filter(({ purpose }) => purpose === CALLERS.hrs.purpose);
      const validUntil = new Date(untilMs).toISOString();
      return {
        purposes: [...purposes, ...known.map((purpose) => ({ ...purpose, code: "SHORT" }))],
        grants: [
          ...grants,
          ...short.map((it) => ({ ...it, grantNo: `${it.grantNo}-SHORT`, purpose: "SHORT", validUntil })),
        ],
      };
    });
    const query = "query ($n: UnifiedSocialCreditCode!) { legalEntity(uscc: $n) { name taxNo } }";
    const ask = () => hub().ask(caller, { query, variables: { n: alpha["uscc"] } });
    hub().clock.stopAt(untilMs - 1);
    const before = await ask();
    hub().clock.stopAt(untilMs);
    const after = await ask();
    hub().clock.reset();
    expect([before.data.legalEntity, before.codes]).toEqual([{ name: alpha["name"], taxNo: alpha["tax_no"] }, []]);
    expect([after.data.legalEntity, after.codes]).toEqual([{ name: alpha["name"], taxNo: null }, ["GRANT_EXPIRED"]]);
  });
});

describe("a client with a live token", () => {
  const refusal = (errors: readonly GraphqlError[]) => errors[0]?.extensions.code;

  test.each(["revoked", "suspended"] as const)(
    "is refused on both gateways within a second of being %s",
    async (how) => {
      const second = await hub().startGateway();
      const caller =
        how === "revoked" ? { clientId: "ltr-province", purpose: "PETITION_HANDLING", caseNo: "c" } : CALLERS.nrl;
      const headers = await hub().headersOf(caller);
      const body = JSON.stringify({ query: "{ departments(first: 1) { code } }" });
      const ask = () => Promise.all([hub().graphqlUrl, `${second.url}/graphql`].map((url) => post(url, headers, body)));
      expect((await ask()).map(({ status }) => status)).toEqual([200, 200]);
      const database = openHubDatabase({ url: hub().stack.urlOf("hub", "owner"), applicationName: "test" });
      await (how === "revoked" ? revokeClient : suspendClient)(database.db, caller.clientId, new Date());
      const isRefused = async () => (await ask()).map(({ status, errors }) => [status, refusal(errors)].join());
      await expect
        .poll(isRefused, { timeout: 1_000, interval: 50 })
        .toEqual(["401,UNAUTHENTICATED", "401,UNAUTHENTICATED"]);
      if (how === "suspended") {
        await resumeClient(database.db, caller.clientId);
        await expect.poll(isRefused, { timeout: 2_000, interval: 50 }).toEqual(["200,", "200,"]);
      }
      await database.close();
    },
  );
});

describe("one caller's mischief", () => {
  test("of hanging up again and again closes no register to others", async () => {
    const headers = await hub().headersOf(CALLERS.psd);
    const body = JSON.stringify({ query: QUERY, variables: { n: ada["id_number"] } });
    hub().calls.length = 0;
    for (let index = 1; index <= 12; index += 1) {
      let release = () => {};
      held = new Promise((resolve) => {
        release = resolve;
      });
      const leaving = new AbortController();
      const left = fetch(hub().graphqlUrl, { method: "POST", headers, body, signal: leaving.signal }).catch(() => {});
      await expect.poll(() => hub().calls.length, { interval: 5 }).toBe(index);
      leaving.abort();
      await left;
      await new Promise((resolve) => setTimeout(resolve, 10));
      release();
      await Promise.allSettled(hub().calls.map(({ answer }) => answer));
    }
    expect((await hub().ask("psd", { query: QUERY, variables: { n: ada["id_number"] } })).codes).toEqual([]);
  });
});

// Class "somebody else's answer": whatever was asked, granted and taken back before, an answer is that of a gateway that
// has just started.
import { type Grant, openHubDatabase, saveGrants, savePurposes } from "@tongshu/gateway";
import fc from "fast-check";
import { expect, inject, test } from "vitest";
import { post, type Question, type Reply } from "../support/ask.ts";
import { CALLERS, type Caller } from "../support/callers.ts";
import { randomDocument } from "../support/plain-graph/random-document.ts";
import { purposeOf, randomPolicy } from "../support/plain-graph/random-grants.ts";
import { Tape } from "../support/plain-graph/tape.ts";
import { personIdOf } from "../support/planted/numbers.ts";
import { ada } from "../support/planted/people.ts";
import { usePlantedHub } from "../support/planted-hub.ts";
import { changePolicy } from "../support/policy.ts";
import { SEARCH_TIMEOUT_MS, search } from "../support/search.ts";

const hub = usePlantedHub();

const DEPARTMENTS = ["PSD", "FDA", "PSP"];
const PURPOSES = ["RANDOM_0", "RANDOM_1"];
const CASE_NO = "620102-2019-1";
const CAD: Caller = { ...CALLERS.cad, caseNo: CASE_NO };
const ASKING: readonly Caller[] = PURPOSES.flatMap((purpose) => [
  { ...CALLERS.psd, purpose },
  { ...CALLERS.psd, officerId: "psd-investigator-lanzhou", purpose },
  { ...CALLERS.fda, purpose },
  { ...CALLERS.citizen, purpose },
  { ...CALLERS.childCitizen, purpose },
]);
const TO_CAD = { department: "CAD", purpose: CALLERS.cad.purpose, caseNo: CASE_NO };
const GIVE = "mutation ($input: GiveConsentInput!) { giveConsent(input: $input) { consent { consentNo } } }";
const WITHDRAW = "mutation ($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { event { action } } }";
const REVOKE = "mutation ($input: RevokeGrantInput!) { revokeGrant(input: $input) { event { action } } }";
/** A change is in force on every gateway after one second; the record of it takes a moment on a busy machine. */
const WITHIN_MS = 3_000;

/** Few, so that one gateway meets each of them again and again under other grants. */
const DOCUMENTS = fc
  .sample(fc.array(fc.nat(), { minLength: 250, maxLength: 250 }), { seed: inject("fuzz").seed, numRuns: 4 })
  .map((numbers) => randomDocument(new Tape(numbers)));
const OF_ADA = {
  query: "query ($n: CitizenIdNumber!) { person(idNumber: $n) { name hukouRegion { code } licences { status } } }",
  variables: { n: ada["id_number"] },
};

type Step =
  | { readonly kind: "ask"; readonly caller: Caller }
  | { readonly kind: "askUnderConsent" }
  | { readonly kind: "publish"; readonly seed: number }
  | { readonly kind: "revoke"; readonly which: number }
  | { readonly kind: "consent" };

const asking = fc.record({
  kind: fc.constant("ask" as const),
  caller: fc.constantFrom(...ASKING),
});
const steps = fc.oneof<fc.WeightedArbitrary<Step>[]>(
  { weight: 7, arbitrary: asking },
  { weight: 1, arbitrary: fc.constant({ kind: "askUnderConsent" }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("publish" as const), seed: fc.nat({ max: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("revoke" as const), which: fc.nat() }) },
  { weight: 1, arbitrary: fc.constant({ kind: "consent" }) },
);

/** The same number never stands for two grants, so that a revocation closes one of them. */
let publications = 0;
let granted: readonly Grant[] = [];
let consentNo: number | null = null;

test("an answer owes nothing to what was asked, granted or taken back before", { timeout: SEARCH_TIMEOUT_MS }, () =>
  search({
    name: "histories",
    cases: Math.max(14, inject("fuzz").pairs / 100),
    casesPerRound: 100,
    shareOfTime: 1,
    batches: fc.array(steps, { minLength: 1, maxLength: 16, size: "max" }),
    prepare: async () => {},
    async judge(sequence) {
      if (consentNo !== null) await changeConsent();
      await publish(0);
      for (const step of sequence) await take(step);
    },
  }),
);

async function take(step: Step): Promise<void> {
  switch (step.kind) {
    case "ask":
      return compare(step.caller, DOCUMENTS);
    case "askUnderConsent":
      return compare(CAD, [OF_ADA]);
    case "publish":
      return publish(step.seed);
    case "revoke":
      return revoke(step.which);
    case "consent":
      return changeConsent();
  }
}

/** The fresh gateway is asked by nobody else: what belongs to another view cannot be in it. */
async function compare(caller: Caller, questions: readonly Question[]): Promise<void> {
  const headers = await hub().headersOf(caller);
  const fresh = await hub().startGateway();
  try {
    for (const { query, variables } of questions) {
      const body = JSON.stringify({ query, variables });
      const young = await post(`${fresh.url}/graphql`, headers, body);
      const old = await post(hub().graphqlUrl, headers, body);
      expect(told(old), `${caller.clientId} ${caller.purpose} ${query}`).toEqual(told(young));
    }
  } finally {
    await fresh.stop();
  }
}

/** All but the number of the request. */
function told({ data, access, errors }: Reply) {
  return { data, access, errors: errors.map(({ path, extensions }) => ({ path, code: extensions.code })) };
}

async function publish(seed: number): Promise<void> {
  publications += 1;
  const random = [...randomPolicy(seed, PURPOSES, DEPARTMENTS).values()].flat();
  granted = random.map((grant, index) => ({ ...grant, grantNo: `G-RANDOM-${publications}-${index}` }));
  await settled(() =>
    changePolicy(hub(), ({ purposes, grants }) => ({
      purposes: [
        ...purposes.filter(({ code }) => !PURPOSES.includes(code)),
        ...PURPOSES.map((code) => purposeOf(code, DEPARTMENTS)),
      ],
      grants: [...grants.filter(({ purpose }) => !PURPOSES.includes(purpose)), ...granted],
    })),
  );
}

async function revoke(which: number): Promise<void> {
  const grant = granted[which % granted.length];
  if (!grant) return;
  granted = granted.filter((it) => it !== grant);
  const database = openHubDatabase({ url: hub().stack.urlOf("hub", "owner"), applicationName: "test" });
  try {
    await savePurposes(database.db, [purposeOf(grant.purpose, DEPARTMENTS)]);
    await saveGrants(database.db, [grant]);
  } finally {
    await database.close();
  }
  const input = { grantNo: grant.grantNo, reason: "随机收回" };
  await settled(async () => {
    expect((await hub().govern("gso-admin-1", { query: REVOKE, variables: { input } })).codes).toEqual([]);
  });
}

async function changeConsent(): Promise<void> {
  const [query, input] = consentNo === null ? [GIVE, TO_CAD] : [WITHDRAW, { consentNo }];
  const { data, codes } = await hub().govern(personIdOf("ada"), { query, variables: { input } });
  expect(codes).toEqual([]);
  consentNo = data.giveConsent?.consent.consentNo ?? null;
}

/** Changes what is in force and waits until the gateway decides by it. */
async function settled(change: () => Promise<unknown>): Promise<void> {
  const before = await versionInForce();
  await change();
  await expect.poll(versionInForce, { timeout: WITHIN_MS, interval: 20 }).not.toBe(before);
}

async function versionInForce(): Promise<string | undefined> {
  const { requestId } = await hub().ask("hrs", { query: "{ departments(first: 1) { code } }" });
  return (await hub().records(requestId))[0]?.policyVersion;
}

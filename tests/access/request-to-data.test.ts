import { beforeAll, expect, test, vi } from "vitest";
import { alpha } from "../support/planted/organisations.ts";
import { usePlantedHub } from "../support/planted-hub.ts";
import { Governors } from "../support/share-requests.ts";

const hub = usePlantedHub();
let people: Governors;

beforeAll(() => {
  people = new Governors(hub());
});

const QUERY = "query ($uscc: UnifiedSocialCreditCode!) { legalEntity(uscc: $uscc) { name regNo } }";

const ask = () => hub().ask("ltr", { query: QUERY, variables: { uscc: alpha["uscc"] } });

async function publish(): Promise<void> {
  const propose = `mutation($input: ProposePolicyInput!) { proposePolicy(input: $input) { draft { draftNo } } }`;
  const proposed = await people.ask("gso-admin-1", { query: propose, variables: { input: { reason: "新授权" } } });
  const { draftNo } = proposed.data.proposePolicy.draft;
  const put = `mutation($input: PublishPolicyInput!) { publishPolicy(input: $input) { event { eventNo } } }`;
  const published = await people.ask("gso-approver-1", { query: put, variables: { input: { draftNo } } });
  expect(published.codes).toEqual([]);
}

async function isInForce(grantNo: string): Promise<boolean> {
  const query = "query($no: String!) { grant(grantNo: $no) { isInForce } }";
  return (await people.ask("ltr-admin-1", { query, variables: { no: grantNo } })).data.grant.isInForce;
}

test("a field is asked for, approved, published, seen and taken back", async () => {
  expect((await ask()).codes).toEqual(["FIELD_FORBIDDEN"]);

  const { grantNo } = await people.activated("ltr", ["aic-approver-1"], {
    purpose: "PETITION_HANDLING",
    type: "LegalEntity",
    fields: [{ field: "regNo", level: "FULL" }],
  });
  expect((await ask()).codes).toEqual(["FIELD_FORBIDDEN"]);
  expect(await isInForce(grantNo)).toBe(false);

  await publish();
  expect(await isInForce(grantNo)).toBe(true);
  const seen = { name: alpha["name"], regNo: alpha["reg_no"] };
  await vi.waitFor(async () => expect((await ask()).data.legalEntity).toEqual(seen), { timeout: 1_000 });

  await people.done("aic-admin-1", "revokeGrant", { grantNo, reason: "超范围使用" }, "event { eventNo }");
  await vi.waitFor(async () => expect((await ask()).codes).toEqual(["FIELD_FORBIDDEN"]), { timeout: 1_000 });
  expect(await isInForce(grantNo)).toBe(false);
});

test("an amendment takes over without a gap, and what it gives up is gone", async () => {
  const asked = { purpose: "PETITION_HANDLING", type: "LegalEntity" };
  const first = await people.activated("ltr", ["aic-approver-1"], {
    ...asked,
    fields: [{ field: "regNo", level: "FULL" }],
  });
  await publish();
  await vi.waitFor(async () => expect((await ask()).codes).toEqual([]), { timeout: 1_000 });

  const less = { ...asked, fields: [{ field: "legalRepName", level: "MASKED" }], amends: first.grantNo };
  await people.activated("ltr", ["aic-approver-2"], less);
  // Until the next version is published the one in force speaks: nothing opens and nothing closes in between.
  expect((await ask()).codes).toEqual([]);
  await publish();
  await vi.waitFor(async () => expect((await ask()).codes).toEqual(["FIELD_FORBIDDEN"]), { timeout: 1_000 });
});

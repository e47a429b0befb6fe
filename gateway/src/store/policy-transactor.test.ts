import { systemClock } from "@tongshu/kit";
import { classify, loadSupergraphSdl } from "@tongshu/schema";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cloneDatabase, type TestDatabase } from "../../../tests/support/database.ts";
import type { Grant, PolicyContent } from "../policy/policy-content.ts";
import { contentHash } from "./canonical-json.ts";
import { type HubDatabase, openHubDatabase } from "./database.ts";
import { migrateHub } from "./migrate-hub.ts";
import { findCurrentPolicy, readPolicyDraft } from "./policy-reader.ts";
import { createPolicySigner } from "./policy-signer.ts";
import { publishPolicy, saveGrants, savePurposes } from "./policy-transactor.ts";
import { saveDepartments } from "./registry-transactor.ts";

const classification = classify(loadSupergraphSdl());
const signer = createPolicySigner({ clock: systemClock, sealingSecret: "a sealing secret only for tests" });
const by = { clock: systemClock, author: "gso-admin-1", classification, signer };
let database: TestDatabase;
let hub: HubDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
  await migrateHub({ ownerUrl: database.url, runtimeRole: new URL(database.url).username });
  hub = openHubDatabase({ url: database.url });
  await saveDepartments(hub.db, [{ code: "HRS", nameZh: "人社厅", nameEn: "Human Resources" }]);
});

afterAll(async () => {
  await hub.close();
  await database.drop();
});

const content: PolicyContent = {
  purposes: [
    {
      code: "PENSION_CHECK",
      text: { zh: "养老资格认证", en: "Pension check" },
      legalBasis: "社会保险经办条例第八条",
      basisKind: "STATUTORY_DUTY",
      departments: ["HRS"],
      isCaseRequired: false,
    },
  ],
  grants: [
    {
      grantNo: "G-HRS-1",
      department: "HRS",
      purpose: "PENSION_CHECK",
      type: "Person",
      fields: { name: "VERIFY", idNumber: "VERIFY" },
      isAggregate: false,
      scope: { kind: "PREFIXES", prefixes: ["6201"] },
      isLookupOnly: true,
      isCaseRequired: false,
      coversSensitiveRows: false,
      maxPerDay: null,
      maxBatch: 5_000,
      legalBasis: "社会保险经办条例第八条",
      validFrom: "2026-02-28T16:00:00.000Z",
      validUntil: "2027-02-28T16:00:00.000Z",
    },
  ],
};
const narrower: PolicyContent = { ...content, grants: [] };

test("nothing is in force before the first publication", async () => {
  expect(await findCurrentPolicy(hub.db)).toBeNull();
});

test("publishing puts a version in force under the hash of its content", async () => {
  const published = await publishPolicy(hub.db, content, by);
  expect(published).toMatchObject({ contentHash: contentHash(content), content, author: "gso-admin-1" });
  expect(await findCurrentPolicy(hub.db)).toEqual(published);
});

test("rolling back finds the old version again", async () => {
  const first = await findCurrentPolicy(hub.db);
  const second = await publishPolicy(hub.db, narrower, { ...by, author: "gso-admin-2" });
  expect(second.versionNo).toBeGreaterThan(first?.versionNo ?? 0);
  const back = await publishPolicy(hub.db, content, { ...by, author: "gso-admin-2" });
  expect(back).toEqual(first);
  expect(await findCurrentPolicy(hub.db)).toEqual(first);
});

test("two publications at once leave one of them in force, whole", async () => {
  const other = openHubDatabase({ url: database.url });
  await Promise.all([publishPolicy(hub.db, content, by), publishPolicy(other.db, narrower, by)]);
  const current = await findCurrentPolicy(hub.db);
  expect([contentHash(content), contentHash(narrower)]).toContain(current?.contentHash);
  await other.close();
});

test("a content that does not fit the supergraph is refused and the version in force stays", async () => {
  const before = await findCurrentPolicy(hub.db);
  const wrong = {
    ...content,
    grants: content.grants.map((grant) => ({ ...grant, fields: { salary: "FULL" as const } })),
  };
  await expect(publishPolicy(hub.db, wrong, by)).rejects.toMatchObject({ code: "BAD_USER_INPUT" });
  expect(await findCurrentPolicy(hub.db)).toEqual(before);
});

test("the registry of purposes and grants gives back what was saved", async () => {
  await savePurposes(hub.db, content.purposes);
  await saveGrants(hub.db, content.grants);
  await saveGrants(hub.db, content.grants);
  expect(await readPolicyDraft(hub.db)).toEqual(content);
});

test("a version edited behind the hub's back is not loaded", async () => {
  await publishPolicy(hub.db, content, by);
  const sql = hub.openDedicated();
  await sql`ALTER TABLE policy_versions DISABLE TRIGGER ALL`;
  await sql`UPDATE policy_versions SET content = jsonb_set(content, '{grants,0,fields,name}', '"FULL"')`;
  await expect(findCurrentPolicy(hub.db)).rejects.toThrow("hash");
  await sql.end();
});

test("the conditions of a grant are kept, replaced and taken away", async () => {
  await savePurposes(hub.db, content.purposes);
  const [grant] = content.grants as [Grant];
  const saved = async (more: Partial<Grant>) => {
    await saveGrants(hub.db, [{ ...grant, grantNo: "G-HRS-CONDITIONS", type: "Licence", ...more }]);
    return (await readPolicyDraft(hub.db)).grants.find(({ grantNo }) => grantNo === "G-HRS-CONDITIONS");
  };
  const conditions = { typeCode: ["T1", "T2"], holderKind: ["ENTITY"] };
  expect((await saved({ conditions }))?.conditions).toEqual(conditions);
  expect((await saved({ conditions: { typeCode: ["T3"] } }))?.conditions).toEqual({ typeCode: ["T3"] });
  expect(await saved({})).not.toHaveProperty("conditions");
  await expect(saved({ conditions: {} })).rejects.toThrow();
});

import { openHubDatabase } from "@tongshu/gateway";
import { dossierQuery } from "@tongshu/scripts/stack";
import { beforeAll, expect, test } from "vitest";
import type { CallerName } from "../support/callers.ts";
import { alpha } from "../support/planted/organisations.ts";
import { ada } from "../support/planted/people.ts";
import { usePlantedHub } from "../support/planted-hub.ts";
import { enforcePolicy } from "../support/policy.ts";

const hub = usePlantedHub();
const PERSON = `query Person($n: CitizenIdNumber!, $more: Boolean!) {
  person(idNumber: $n) { name birthDate mobilePhone photo { digest } spouse @include(if: $more) { name } }
}`;
const ENTITIES = `query($filter: LegalEntityFilter) {
  legalEntities(filter: $filter, first: 3) { edges { node { name legalRepName onAbnormalList } } }
}`;
const WHO: readonly CallerName[] = ["hrs", "hrsPension", "aic", "psd", "citizen", "fda", "cmc", "sta"];

interface Stored {
  readonly id: string;
  readonly version: string;
  readonly verdicts: Readonly<Record<string, string>>;
}

async function asOwner<T>(
  run: (sql: ReturnType<ReturnType<typeof openHubDatabase>["openDedicated"]>) => Promise<T>,
): Promise<T> {
  const database = openHubDatabase({ url: hub().stack.urlOf("hub", "owner"), applicationName: "test" });
  const sql = database.openDedicated();
  try {
    return await run(sql);
  } finally {
    await sql.end();
    await database.close();
  }
}

async function script(): Promise<void> {
  for (const who of WHO) {
    for (const code of [ada["id_number"], alpha["uscc"]])
      await hub().ask(who, { query: dossierQuery(), variables: { code } });
    for (const more of [true, false]) await hub().ask(who, { query: PERSON, variables: { n: ada["id_number"], more } });
    await hub().ask(who, { query: ENTITIES, variables: { filter: { region: "620102" } } });
    await hub().ask(who, { query: ENTITIES });
  }
}

const explainRecord = (recordId: string, who = "gso-auditor-1") =>
  hub().govern(who, {
    query: `query($recordId: String!) { explainRecord(recordId: $recordId) {
      agrees disagreements { coordinate recorded explained } setAside explanation { policyVersion } } }`,
    variables: { recordId },
  });

let records: readonly Stored[];
const moments: Date[] = [];

beforeAll(async () => {
  await script();
  moments.push(new Date());
  await enforcePolicy(hub(), (content) => ({
    ...content,
    grants: content.grants.map((grant) =>
      grant.department === "HRS" && grant.type === "Person"
        ? { ...grant, fields: { ...grant.fields, name: "MASKED" as const, mobilePhone: "FULL" as const } }
        : grant,
    ),
  }));
  await script();
  await asOwner(
    (sql) => sql`INSERT INTO grant_revocations (grant_no, at, reason, by)
      SELECT grant_no, now(), 'a test', 'gso-approver-1' FROM grants WHERE department IN ('AIC', 'PSD') AND type = 'Person'`,
  );
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  await script();
  // Texts are kept beside the requests, a moment later.
  await new Promise((resolve) => setTimeout(resolve, 500));
  records = await asOwner(
    (sql) => sql<Stored[]>`SELECT instance_id || ':' || sequence AS id, policy_version AS version, verdicts
      FROM audit_records WHERE verdicts <> '{}' ORDER BY sequence`,
  );
});

test("the record names three snapshots, the last after a revocation", () => {
  const names = [...new Set(records.map(({ version }) => version))];
  expect(names).toHaveLength(3);
  expect(names[2]).toMatch(/^[0-9a-f]{64}\+\d+$/);
  expect(names[2]?.startsWith(names[1] ?? "")).toBe(true);
});

test("every recorded verdict is explained again, and only what needs rows or a register is set aside", async () => {
  expect(records.length).toBeGreaterThan(100);
  const replies = [];
  for (const { id, version, verdicts } of records) {
    const { data, codes } = await explainRecord(id);
    expect(codes).toEqual([]);
    expect(data.explainRecord).toMatchObject({
      agrees: true,
      disagreements: [],
      explanation: { policyVersion: version },
    });
    for (const coordinate of data.explainRecord.setAside) {
      expect(["OUT_OF_SCOPE", "SOURCE_DOWN", "STALE"]).toContain(verdicts[coordinate]);
    }
    replies.push(data.explainRecord);
  }
  const compared = records.flatMap(({ verdicts }) => Object.values(verdicts));
  expect(new Set(compared)).toEqual(new Set(["FULL", "MASKED", "DENIED", ...compared]));
});

test("a record that somebody altered does not agree", async () => {
  const [first] = records.filter(({ verdicts }) => verdicts["Person.photo"] === "DENIED");
  await asOwner(async (sql) => {
    await sql`ALTER TABLE audit_records DISABLE TRIGGER ALL`;
    await sql`UPDATE audit_records SET verdicts = verdicts || '{"Person.photo": "FULL"}'
      WHERE instance_id || ':' || sequence = ${first?.id ?? ""}`;
  });
  const { data } = await explainRecord(first?.id ?? "");
  expect(data.explainRecord.agrees).toBe(false);
  expect(data.explainRecord.disagreements).toEqual([
    { coordinate: "Person.photo", recorded: "FULL", explained: "DENIED" },
  ]);
});

test("a moment of the past is explained under the policy of that moment", async () => {
  const explainAt = async (at: string | null) => {
    const input = { department: "HRS", purpose: "SOCIAL_INSURANCE_REGISTRATION", query: PERSON };
    const query = `query($input: ExplainInput!, $at: DateTime) {
      explain(input: $input, at: $at) { policyVersion fields { coordinate verdict } } }`;
    const { data, codes } = await hub().govern("hrs-admin-1", { query, variables: { input, at } });
    return {
      codes,
      name: data?.explain.fields.find((field: Stored & { coordinate: string }) => field.coordinate === "Person.name"),
    };
  };
  expect((await explainAt(moments[0]?.toISOString() ?? "")).name.verdict).toBe("FULL");
  expect((await explainAt(null)).name.verdict).toBe("MASKED");
  expect((await explainAt("2001-01-01T00:00:00Z")).codes).toEqual(["NOT_FOUND"]);
});

test("a department has its own records explained, and learns nothing of others'", async () => {
  const [own] = await asOwner(
    (sql) => sql<Stored[]>`SELECT instance_id || ':' || sequence AS id FROM audit_records
      WHERE department = 'HRS' AND verdicts <> '{}' LIMIT 1`,
  );
  expect((await explainRecord(own?.id ?? "", "hrs-admin-1")).codes).toEqual([]);
  expect((await explainRecord(own?.id ?? "", "psd-admin-1")).codes).toEqual(["ROLE_REQUIRED"]);
  expect((await explainRecord("nothing")).codes).toEqual(["BAD_USER_INPUT"]);
  expect((await explainRecord("00000000-0000-0000-0000-000000000000:1")).codes).toEqual(["NOT_FOUND"]);
});

test("a text that holds a number is not kept", async () => {
  const query = "query A629901198502281232 { departments(first: 1) { code } }";
  await hub().ask("hrs", { query });
  await new Promise((resolve) => setTimeout(resolve, 300));
  const kept = await asOwner((sql) => sql`SELECT 1 FROM operation_texts WHERE text LIKE '%629901198502281232%'`);
  expect(kept).toHaveLength(0);
});

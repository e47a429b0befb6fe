import { checkExport, checkLine, verifyExportedAudit, verifyHubAudit } from "@tongshu/gateway";
import type { JSONWebKeySet } from "jose";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CALLERS } from "../support/callers.ts";
import { personIdOf } from "../support/planted/numbers.ts";
import { ada, duo } from "../support/planted/people.ts";
import { usePlantedHub } from "../support/planted-hub.ts";

const hub = usePlantedHub();
const NAME = "query ($n: CitizenIdNumber!) { person(idNumber: $n) { name } }";
const PROOF = "{ myRecord { lines { department fields proof } } }";
const EXPORT = `mutation ($input: ExportRecordsInput!) { exportRecords(input: $input) {
  count watermark ndjson event { action targetId after reason } } }`;

let owner: postgres.Sql;
const store = () => ({
  databaseUrl: hub().stack.urlOf("hub", "owner"),
  sealingSecret: hub().stack.secrets.get("gateway.sealing"),
});
const publishedKeys = async (): Promise<JSONWebKeySet> =>
  (await (await fetch(`${hub().url}/.well-known/audit-keys.json`)).json()) as JSONWebKeySet;

beforeAll(async () => {
  owner = postgres(hub().stack.urlOf("hub", "owner"), { max: 1, onnotice: () => {} });
  for (const who of ["hrs", "fda", "psd"] as const) {
    await hub().ask(who, { query: NAME, variables: { n: ada["id_number"] } });
  }
  await hub().ask("hrs", { query: NAME, variables: { n: duo["id_number"] } });
});
afterAll(() => owner.end());

/** Until a head is over everything that was asked so far. */
async function closed(): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if ((await verifyHubAudit(store())).openRecords === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("no head was closed");
}

test("keys that check proofs are published, and no private half is among them", async () => {
  const { keys } = await publishedKeys();
  expect(keys).toMatchObject([{ kty: "EC", alg: "ES256", kid: expect.any(String) }]);
  expect(JSON.stringify(keys)).not.toContain('"d"');
});

describe("a line of a citizen's own log", () => {
  const proofs = async () => {
    await closed();
    const reply = await hub().ask("citizen", { query: PROOF });
    return reply.data.myRecord.lines.filter((line: { proof: string | null }) => line.proof !== null);
  };

  test("is proven offline with the published keys", async () => {
    const lines = await proofs();
    expect(lines).toHaveLength(3);
    for (const { department, fields, proof } of lines) {
      const proven = await checkLine(JSON.parse(proof), await publishedKeys());
      expect(proven?.line).toMatchObject({ department, fields, personId: personIdOf("ada") });
    }
  });

  test("proves nothing once a word of it, its salt, its path or its head was changed", async () => {
    const [{ proof: text }] = await proofs();
    const proof = JSON.parse(text);
    const keys = await publishedKeys();
    const changed = [
      { ...proof, line: proof.line.replace("PSD", "HRS") },
      { ...proof, salt: "x" },
      { ...proof, bodyHash: "x" },
      { ...proof, recordPath: [] },
      { ...proof, head: proof.head.slice(0, -2) },
    ];
    for (const one of changed) expect(await checkLine(one, keys)).toBeNull();
    expect(await checkLine(proof, { keys: [] })).toBeNull();
    expect(await checkLine({} as typeof proof, keys)).toBeNull();
  });
});

describe("an export of the audit", () => {
  const input = { from: "2020-01-01T00:00:00+08:00", until: "2099-01-01T00:00:00+08:00", reason: "年度审计" };
  const exported = async (who = "gso-auditor-1") => {
    await closed();
    return hub().govern(who, { query: EXPORT, variables: { input } });
  };

  test("says who took how many records out and when, under a watermark that the control plane recorded", async () => {
    const { data } = await exported();
    const { count, watermark, ndjson, event } = data.exportRecords;
    const [header, ...lines] = ndjson
      .trim()
      .split("\n")
      .map((line: string) => JSON.parse(line));
    expect(header).toMatchObject({ kind: "EXPORT", exporter: "gso-auditor-1", count, watermark });
    expect(lines.filter(({ kind }: { kind: string }) => kind === "RECORD")).toHaveLength(count);
    expect(event).toMatchObject({ action: "exportRecords", targetId: watermark, reason: "年度审计" });
    expect(JSON.parse(event.after)).toMatchObject({ exporter: "gso-auditor-1", count });
    expect(await verifyExportedAudit(ndjson, store())).toMatchObject({ records: count, problems: [] });
    expect(await checkExport(ndjson, await publishedKeys(), null)).toMatchObject({ problems: [] });
  });

  test.each<[what: string, change: (lines: string[]) => string[]]>([
    ["a line taken out", ([header = "", ...lines]) => [header, ...lines.slice(1)]],
    ["a line in another's place", ([header = "", first = "", , ...lines]) => [header, first, first, ...lines]],
    ["a changed purpose", (lines) => lines.map((line) => line.replace("CRIMINAL_INVESTIGATION", "FOOD_SUPERVISION"))],
    ["another exporter", ([header = "", ...lines]) => [header.replace("gso-auditor-1", "gso-auditor-2"), ...lines]],
    ["another moment", ([header = "", ...lines]) => [header.replace(/"at":"20/, '"at":"19'), ...lines]],
    [
      "another line's mark",
      (lines) => lines.map((line) => line.replace(/"mark":"[^"]*"/, '"mark":"AAAAAAAAAAAAAAAA"')),
    ],
  ])("with %s does not pass", async (_what, change) => {
    const { ndjson } = (await exported()).data.exportRecords;
    const text = change(ndjson.trim().split("\n")).join("\n");
    expect((await verifyExportedAudit(text, store())).problems).not.toEqual([]);
  });

  test("holds the own department's records for an auditor of any other than the sharing authority", async () => {
    await owner`UPDATE clients SET roles = roles || '{auditor}'::text[] WHERE client_id = 'hrs-console'`;
    await owner`UPDATE officers SET roles = '{auditor}' WHERE officer_id = 'hrs-approver-2'`;
    const heard = async () => {
      const reply = await exported("hrs-approver-2").catch(() => null);
      return reply?.codes.length === 0 ? reply : null;
    };
    await expect.poll(heard, { timeout: 10_000 }).not.toBeNull();
    const { ndjson } = (await exported("hrs-approver-2")).data.exportRecords;
    expect(ndjson).toContain('"department":"HRS"');
    expect(ndjson).not.toContain('"department":"PSD"');
  });

  test("is for auditors alone", async () => {
    for (const who of ["gso-admin-1", "hrs-admin-1", personIdOf("ada")]) {
      expect((await exported(who)).codes).toEqual(["ROLE_REQUIRED"]);
    }
  });

  test("holds no number of anybody", async () => {
    expect((await exported()).text).not.toMatch(/\d{17}[\dX]/);
  });
});

describe("verification of the whole record", () => {
  test("finds nothing where nobody touched it, and one changed record where somebody did", async () => {
    await closed();
    expect((await verifyHubAudit(store())).findings).toEqual([]);
    await owner`ALTER TABLE audit_records DISABLE TRIGGER USER`;
    await owner`UPDATE audit_records SET purpose = 'OTHER' WHERE department = 'PSD'`;
    expect((await verifyHubAudit(store())).findings).toMatchObject([{ kind: "RECORD_CHANGED" }]);
    await owner`UPDATE audit_records SET purpose = ${CALLERS.psd.purpose} WHERE department = 'PSD'`;
    expect((await verifyHubAudit(store())).findings).toEqual([]);
  });

  test("trusts no key that lies beside the hub's without its secret", async () => {
    await closed();
    await owner`ALTER TABLE signing_keys DISABLE TRIGGER USER`;
    await owner`UPDATE signing_keys SET sealed_private_jwk = 'AAAA' || sealed_private_jwk`;
    const { findings } = await verifyHubAudit(store());
    expect(findings).toContainEqual({ kind: "HEAD_NOT_SIGNED", headNo: 1 });
  });
});

import { createHash } from "node:crypto";
import { openHubDatabase, type PolicyContent } from "@tongshu/gateway";
import { beforeAll, describe, expect, test } from "vitest";
import { ada } from "../support/planted/people.ts";
import { usePlantedHub } from "../support/planted-hub.ts";

const hub = usePlantedHub();
const PERSON = "query($n: CitizenIdNumber!) { person(idNumber: $n) { name photo { digest } } }";

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

const aSecond = () => new Promise((resolve) => setTimeout(resolve, 1_000));
const ask = () => hub().ask("hrs", { query: PERSON, variables: { n: ada["id_number"] } });
const versionOf = async (requestId: string) => (await hub().records(requestId))[0]?.policyVersion;

let content: PolicyContent;
let trusted: string | undefined;

beforeAll(async () => {
  trusted = await versionOf((await ask()).requestId);
  const [row] = await asOwner(
    (sql) =>
      sql<{ content: PolicyContent }[]>`SELECT content FROM policy_versions WHERE content_hash = ${trusted ?? ""}`,
  );
  content = row?.content as PolicyContent;
});

const sorted = (_key: string, value: unknown) =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** A version with a field more under its right hash, put in force by somebody who can write the database and has no key. */
async function widen(): Promise<void> {
  const wider = {
    ...content,
    grants: content.grants.map((grant) =>
      grant.department === "HRS" && grant.type === "Person"
        ? { ...grant, fields: { ...grant.fields, photo: "FULL" } }
        : grant,
    ),
  };
  const hash = createHash("sha256").update(JSON.stringify(wider, sorted)).digest("hex");
  await asOwner(async (sql) => {
    await sql`INSERT INTO policy_versions (content_hash, content, author, created_at)
      VALUES (${hash}, ${sql.json(wider as never)}, 'intruder', now())`;
    await sql`UPDATE policy_pointer SET version_no = (SELECT max(version_no) FROM policy_versions), moved_at = now()`;
  });
  await aSecond();
}

/** Class: on paper. */
describe("a policy that nobody published", () => {
  test("is in force on no gateway, and the log says so", async () => {
    await widen();
    const { data, requestId } = await ask();
    expect(data.person).toEqual({ name: ada["name"], photo: null });
    expect(await versionOf(requestId)).toBe(trusted);
    expect(hub().logLines.join("")).toContain("unsigned or altered");
  });

  test("does not keep a revocation from closing what was open", async () => {
    await asOwner(
      (sql) => sql`INSERT INTO grant_revocations (grant_no, at, reason, by) SELECT grant_no, now(), 'a test', 'somebody'
        FROM grants WHERE department = 'HRS' AND purpose = 'SOCIAL_INSURANCE_REGISTRATION' AND type = 'Person'`,
    );
    await aSecond();
    const { data, requestId } = await ask();
    expect(data?.person ?? null).toBeNull();
    expect(await versionOf(requestId)).toMatch(new RegExp(`^${trusted}\\+\\d+$`));
  });
});

/** Class: somebody else's answer. */
test("the control plane's role can neither rewrite a draft's content nor remove anything", async () => {
  const database = openHubDatabase({ url: hub().stack.urlOf("hub", "control"), applicationName: "test" });
  const sql = database.openDedicated();
  const refused = [
    "UPDATE policy_drafts SET content = '{}'",
    "UPDATE policy_versions SET content = '{}'",
    "DELETE FROM policy_drafts",
    "DELETE FROM policy_examples",
    "UPDATE policy_signatures SET jws = ''",
    "INSERT INTO signing_keys SELECT * FROM signing_keys",
    "UPDATE policy_pointer_moves SET version_no = 1",
  ];
  for (const statement of refused) await expect(sql.unsafe(statement), statement).rejects.toThrow("permission denied");
  await sql.end();
  await database.close();
});

test("the gateways' role adds operation texts and reads none, and touches no policy", async () => {
  const database = openHubDatabase({ url: hub().stack.urlOf("hub", "runtime"), applicationName: "test" });
  const sql = database.openDedicated();
  const refused = [
    "SELECT * FROM operation_texts",
    "INSERT INTO policy_signatures VALUES ('', '', '', now())",
    "UPDATE policy_pointer SET version_no = 1",
    "SELECT * FROM policy_drafts",
  ];
  for (const statement of refused) await expect(sql.unsafe(statement), statement).rejects.toThrow("permission denied");
  await sql.end();
  await database.close();
});

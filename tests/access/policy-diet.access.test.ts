import { openHubDatabase } from "@tongshu/gateway";
import { beforeAll, expect, test } from "vitest";
import { ada } from "../support/planted/people.ts";
import { usePlantedHub } from "../support/planted-hub.ts";

const hub = usePlantedHub();
const DAY_MS = 86_400_000;
const PERSON = "query($n: CitizenIdNumber!) { person(idNumber: $n) { name birthDate } }";
let grantNo: string;

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

const DIET = "diet { dietNo grantNo unusedFields lapsesAt objection closedAt successorGrantNo } event { action }";
const propose = (who: string, input: object = {}) =>
  hub().govern(who, {
    query: `mutation($input: ProposeDietInput!) { proposeDiet(input: $input) { ${DIET} } }`,
    variables: { input: { grantNo, days: 60, reason: "unused", ...input } },
  });
const object = (who: string, dietNo: number, reason = "we need them in spring") =>
  hub().govern(who, {
    query: `mutation($input: ObjectToDietInput!) { objectToDiet(input: $input) { ${DIET} } }`,
    variables: { input: { dietNo, reason } },
  });
const diets = async (who: string) => (await hub().govern(who, { query: "{ grantDiets { dietNo } }" })).data.grantDiets;

const GRANT = (where: string) => asOwner((sql) => sql.unsafe(`SELECT * FROM grants WHERE ${where}`));

beforeAll(async () => {
  const [grant] = await GRANT("department = 'HRS' AND purpose = 'SOCIAL_INSURANCE_REGISTRATION' AND type = 'Person'");
  grantNo = grant?.["grant_no"];
  await asOwner(
    (sql) => sql`UPDATE grants SET valid_from = now() - interval '100 days', valid_until = now() + interval '200 days'
      WHERE grant_no = ${grantNo}`,
  );
  await hub().ask("hrs", { query: PERSON, variables: { n: ada["id_number"] } });
});

test("what was asked for is used, and the number that somebody asks by is never called unused", async () => {
  const query = `{ grantUsage(grantNo: "${grantNo}", days: 30) { granted unused } }`;
  const { data, codes } = await hub().govern("hrs-admin-1", { query });
  expect(codes).toEqual([]);
  const { granted, unused } = data.grantUsage as { granted: string[]; unused: string[] };
  expect(granted).toContain("birthDate");
  expect(unused).toContain("occupation");
  for (const field of ["name", "birthDate", "idNumber", "personId"]) expect(unused).not.toContain(field);
  expect((await hub().govern("ltr-admin-1", { query })).codes).toEqual(["NOT_FOUND"]);
});

test("the sharing authority or an owner proposes, and nobody else", async () => {
  expect((await propose("hrs-admin-1", { days: 10 })).codes).toEqual(["BAD_USER_INPUT"]);
  expect((await propose("ltr-admin-1")).codes).toEqual(["NOT_FOUND"]);
  const [other] = await GRANT("department = 'FDA' AND purpose = 'FOOD_WORKER_CHECK' AND type = 'Person'");
  expect((await propose("fda-admin-1", { grantNo: other?.["grant_no"] })).codes).toEqual(["ROLE_REQUIRED"]);
  expect((await propose("gso-approver-1")).codes).toEqual(["ROLE_REQUIRED"]);
  expect((await propose("gso-admin-1", { days: 300 })).codes).toEqual(["WRONG_STATE"]);
});

test("the holder objects, nobody else does, and the grant stays as it is", async () => {
  const { data, codes } = await propose("psd-admin-1");
  expect(codes).toEqual([]);
  const { dietNo } = data.proposeDiet.diet;
  expect((await propose("gso-admin-1")).codes).toEqual(["WRONG_STATE"]);
  expect(await diets("hrs-admin-1")).toEqual([{ dietNo }]);
  expect(await diets("ltr-admin-1")).toEqual([]);
  expect((await object("gso-admin-1", dietNo)).codes).toEqual(["ROLE_REQUIRED"]);
  expect((await object("ltr-admin-1", dietNo)).codes).toEqual(["NOT_FOUND"]);
  expect((await object("hrs-approver-1", dietNo)).codes).toEqual(["ROLE_REQUIRED"]);
  expect((await object("hrs-admin-1", dietNo, " ")).codes).toEqual(["BAD_USER_INPUT"]);
  expect((await object("hrs-admin-1", dietNo)).data.objectToDiet.diet.objection).toBe("we need them in spring");
  expect((await object("hrs-admin-1", dietNo)).codes).toEqual(["WRONG_STATE"]);
  await hub().doDueWork();
  expect(await GRANT(`grant_no LIKE '${grantNo}-D%'`)).toHaveLength(0);
});

test("without an objection the grant ends after 30 days, and one with what is used begins", async () => {
  const { dietNo, unusedFields, lapsesAt } = (await propose("gso-admin-1")).data.proposeDiet.diet;
  expect((Date.parse(lapsesAt) - Date.now()) / DAY_MS).toBeCloseTo(30, 1);
  await hub().doDueWork();
  expect(await GRANT(`grant_no = '${grantNo}-D${dietNo}'`)).toHaveLength(0);
  await asOwner((sql) => sql`UPDATE grant_diets SET lapses_at = now() - interval '1 second' WHERE diet_no = ${dietNo}`);
  expect((await object("hrs-admin-1", dietNo)).codes).toEqual(["WRONG_STATE"]);
  await hub().doDueWork();
  await hub().doDueWork();
  const [successor] = await GRANT(`grant_no = '${grantNo}-D${dietNo}'`);
  const [ended] = await GRANT(`grant_no = '${grantNo}'`);
  expect(Object.keys(successor?.["fields"])).toContain("birthDate");
  for (const field of unusedFields) expect(successor?.["fields"]).not.toHaveProperty(field);
  expect(ended?.["valid_until"]).toEqual(successor?.["valid_from"]);
  expect(await diets("gso-admin-1")).toEqual([]);
});

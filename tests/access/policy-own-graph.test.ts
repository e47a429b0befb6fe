import { expect, test } from "vitest";
import { usePlantedHub } from "../support/planted-hub.ts";

const hub = usePlantedHub({ limits: { clientPointsPerSecond: 10, clientBurstPoints: 1_000 } });
const ACCESS = `query($type: String!) { myAccess(type: $type) {
  type
  purposes { purpose { code } grantNo scope isLookupOnly isCaseNeeded validUntil fields { coordinate verdict level } }
  askable { coordinate owner ownerNameZh sharing sensitivity howToAskZh howToAskEn }
} }`;
const EXPLAIN = `query($query: String!, $variables: String) { explain(query: $query, variables: $variables) {
  policyVersion isCaseNeeded fields { path coordinate verdict rule level grantNo scope reasonZh reasonEn nextStepEn }
} }`;
const PERSON = "query($n: CitizenIdNumber!) { person(idNumber: $n) { name photo { digest } birthDate } }";

interface Purposes {
  readonly purpose: { readonly code: string };
  readonly grantNo: string | null;
  readonly fields: readonly { readonly coordinate: string; readonly level: string; readonly verdict: string }[];
}

test("a department learns what each purpose gives it of a type, and what it could ask for", async () => {
  const { data, codes } = await hub().ask("hrs", { query: ACCESS, variables: { type: "Person" } });
  expect(codes).toEqual([]);
  const purposes = data.myAccess.purposes as Purposes[];
  const of = (code: string) => purposes.find(({ purpose }) => purpose.code === code);
  expect(of("SOCIAL_INSURANCE_REGISTRATION")?.fields).toContainEqual({
    coordinate: "Person.birthDate",
    verdict: "FULL",
    level: "FULL",
  });
  expect(of("PENSION_CHECK")?.fields.every(({ level }) => level === "VERIFY")).toBe(true);
  expect(of("CRIMINAL_INVESTIGATION")).toBeUndefined();
  const askable = data.myAccess.askable as { coordinate: string; howToAskZh: string; howToAskEn: string }[];
  expect(askable.map(({ coordinate }) => coordinate)).not.toContain("Person.birthDate");
  expect(askable.find(({ coordinate }) => coordinate === "Person.photo")?.howToAskEn).toContain("impact assessment");
  expect(askable.every(({ howToAskZh }) => howToAskZh.length > 0)).toBe(true);
  expect(hub().registersCalled).toEqual([]);
});

test("a citizen is shown no department's business", async () => {
  const { data } = await hub().ask("citizen", { query: ACCESS, variables: { type: "Person" } });
  expect(data.myAccess.askable).toEqual([]);
  expect((data.myAccess.purposes as Purposes[]).map(({ purpose }) => purpose.code)).toContain("CITIZEN_SELF_SERVICE");
});

test("a structural type and one that does not exist are told apart by nobody", async () => {
  const texts = await Promise.all(
    ["PageInfo", "Nothing", "Query"].map(
      async (type) => (await hub().ask("hrs", { query: ACCESS, variables: { type } })).text,
    ),
  );
  expect(new Set(texts).size).toBe(1);
});

test("a caller has its own operation explained, for the purpose it states", async () => {
  const explained = await hub().ask("hrs", { query: EXPLAIN, variables: { query: PERSON } });
  expect(explained.codes).toEqual([]);
  const fields = explained.data.explain.fields as { path: string[]; verdict: string; rule: string }[];
  const verdictOf = (path: string) => fields.find((field) => field.path.join(".") === path)?.verdict;
  expect(verdictOf("person.name")).toBe("FULL");
  expect(verdictOf("person.photo")).toBe("DENIED");
  const other = await hub().ask("hrsPension", { query: EXPLAIN, variables: { query: PERSON } });
  const rules = (other.data.explain.fields as { rule: string }[]).map(({ rule }) => rule);
  expect(rules).toContain("VERIFY_ONLY");
  expect(hub().registersCalled).toEqual([]);
});

test("an explanation is refused as the operation would be, and takes no number", async () => {
  const refused = await hub().ask("hrs", { query: EXPLAIN, variables: { query: "{ nothing }" } });
  expect(refused.codes).toEqual(["GRAPHQL_VALIDATION_FAILED"]);
  expect(refused.data.explain).toBeNull();
  const number = { query: PERSON, variables: '{"n":"629901198502281232"}' };
  expect((await hub().ask("hrs", { query: EXPLAIN, variables: number })).codes).toEqual(["BAD_USER_INPUT"]);
});

test("explanations in one request are paid for one by one", async () => {
  const many = Array.from(
    { length: 90 },
    (_, i) => `a${i}: explain(query: "{ departments(first: ${i + 1}) { code } }") { policyVersion }`,
  );
  const { codes } = await hub().ask("sta", { query: `{ ${many.join(" ")} }` });
  expect(codes).toContain("RATE_LIMITED");
});

import { dossierQuery } from "@tongshu/scripts/stack";
import { describe, expect, test } from "vitest";
import type { Reply } from "../support/ask.ts";
import type { CallerName } from "../support/callers.ts";
import { citizenIdOf, creditCodeOf } from "../support/planted/numbers.ts";
import { alpha } from "../support/planted/organisations.ts";
import { ada } from "../support/planted/people.ts";
import { usePlantedHub } from "../support/planted-hub.ts";

const hub = usePlantedHub();

const UNKNOWN_PERSON = citizenIdOf("1980-01-01", 999);
const UNKNOWN_ENTITY = creditCodeOf(999);

const dossier = (name: CallerName, code: unknown, headers = {}) =>
  hub().ask(name, { query: dossierQuery(), variables: { code }, headers });

/** Which fields right under the service object got which verdict, and by which rule. */
function verdicts({ access }: Reply): Record<string, string> {
  return Object.fromEntries(access.map(({ path, verdict, rule }) => [path.slice(1).join("."), `${verdict} ${rule}`]));
}

const denied = (...fields: string[]) => Object.fromEntries(fields.map((field) => [field, "DENIED NO_GRANT"]));

const HEALTH = { type: { name: "从业人员健康证明" } };
const NEAR_LICENCE = { ...HEALTH, effectiveStatus: "EXPIRED", validFrom: "2016-01-01", validTo: "2016-12-31" };
const FAR_LICENCE = { ...HEALTH, effectiveStatus: "VALID", validFrom: "2016-01-02", validTo: null };
const OWN_PENALTY = { decisionNo: "甘罚〔2016〕4号", kinds: ["FINE"], fineAmount: "4000.00", decideDate: "2016-08-04" };
const CHENGGUAN_VILLAGE = { name: "城关区第一村" };
const ORIGIN = {
  sourceDept: { name: "卫生和计划生育委员会" },
  sourceCatalog: "HFP-01",
  sourceUpdatedAt: "2017-01-15T09:30:00+08:00",
};

/** What each of them is shown of the same person beyond nulls, by whom it is asked. */
const PERSON = {
  hrsPension: null,
  hrs: {
    name: "安雅秀",
    sex: "MALE",
    birthDate: "1971-03-11",
    lifeStatus: "ALIVE",
    hukouRegion: CHENGGUAN_VILLAGE,
    provenance: ORIGIN,
  },
  // Of a person's licences the registration desk sees the identity card alone.
  aic: { licences: [] },
  psd: { name: "安雅秀", licences: [FAR_LICENCE, NEAR_LICENCE], penalties: [OWN_PENALTY], provenance: ORIGIN },
  citizen: { name: "安雅秀", licences: [FAR_LICENCE, NEAR_LICENCE], penalties: [OWN_PENALTY], provenance: ORIGIN },
  fda: { name: "安*", lifeStatus: "ALIVE", licences: [NEAR_LICENCE], penalties: null },
  fdaQilihe: null,
  sta: null,
  cmc: {
    name: "安*",
    sex: "MALE",
    birthDate: "1971",
    hukouRegion: CHENGGUAN_VILLAGE,
    events: [
      {
        eventNo: "6201022017011100001",
        category: "DISPUTE",
        status: "CLOSED",
        reportedAt: "2017-01-11T09:00:00+08:00",
      },
    ],
  },
} as const satisfies Partial<Record<CallerName, object | null>>;

const PERSON_VERDICTS: Readonly<Record<keyof typeof PERSON, Readonly<Record<string, string>>>> = {
  hrsPension: {
    ...denied("sex", "birthDate", "hukouRegion", "household", "licences", "positions", "shareholdings"),
    ...denied("penalties", "events", "provenance"),
    name: "DENIED VERIFY_ONLY",
    lifeStatus: "DENIED VERIFY_ONLY",
  },
  hrs: denied("household", "licences", "positions", "shareholdings", "penalties", "events"),
  aic: {
    ...denied("sex", "birthDate", "hukouRegion", "household", "positions", "shareholdings"),
    ...denied("penalties", "events", "provenance"),
    name: "DENIED VERIFY_ONLY",
    lifeStatus: "DENIED VERIFY_ONLY",
  },
  psd: {},
  citizen: denied("events"),
  fda: {
    ...denied("sex", "birthDate", "hukouRegion", "household", "shareholdings", "penalties", "events", "provenance"),
    name: "MASKED MASKED",
  },
  // A county whose food authority does not see the person is told no more than that its own grant masks the name.
  fdaQilihe: {
    ...denied("sex", "birthDate", "hukouRegion", "household", "shareholdings", "penalties", "events", "provenance"),
    name: "MASKED MASKED",
  },
  sta: { "": "DENIED ARGUMENT_NEEDS_VERIFY" },
  cmc: {
    ...denied("lifeStatus", "household", "licences", "positions", "shareholdings", "penalties", "provenance"),
    name: "MASKED MASKED",
    birthDate: "MASKED MASKED",
  },
};

const PERSON_REGISTERS: Readonly<Record<keyof typeof PERSON, readonly string[]>> = {
  hrsPension: [],
  hrs: ["legal-entities", "population"],
  aic: ["e-licences", "population"],
  psd: ["e-licences", "governance-events", "legal-entities", "population", "supervision"],
  citizen: ["e-licences", "legal-entities", "population", "supervision"],
  fda: ["e-licences", "legal-entities", "population", "supervision"],
  fdaQilihe: ["population"],
  sta: [],
  cmc: ["governance-events", "legal-entities", "population"],
};

const NAMES = Object.keys(PERSON) as (keyof typeof PERSON)[];

describe("the dossier of one person", () => {
  test.each(NAMES)("is to %s what its grants show, with a verdict on everything else", async (name) => {
    const reply = await dossier(name, ada["id_number"]);
    const shown = PERSON[name];
    if (shown === null) expect(reply.data).toEqual({ serviceObject: null });
    else expect(reply.data.serviceObject).toMatchObject({ __typename: "Person", ...shown });
    expect(verdicts(reply)).toEqual(PERSON_VERDICTS[name]);
    expect(hub().registersCalled).toEqual(PERSON_REGISTERS[name]);
  });

  test.each(NAMES)("holds for %s one null and one error for each denied field", async (name) => {
    const { data, access, errors } = await dossier(name, ada["id_number"]);
    const refused = access.filter(({ verdict }) => verdict === "DENIED");
    expect(errors.map(({ path }) => path)).toEqual(refused.map(({ path }) => path));
    for (const { path } of refused) expect(data.serviceObject?.[path[1] ?? ""] ?? null).toBeNull();
  });

  test("differs from department to department", async () => {
    const answers = await Promise.all(NAMES.map((name) => dossier(name, ada["id_number"])));
    const bodies = new Set(answers.map(({ data, access }) => JSON.stringify([data, access])));
    // Three of them get no person; they differ in what they are told about it.
    expect(bodies.size).toBe(NAMES.length);
  });

  test("shows the investigator every organisation, and the county's inspectors their own", async () => {
    const organisations = async (name: CallerName) => {
      const { positions } = (await dossier(name, ada["id_number"])).data.serviceObject;
      return positions.map((post: { entity: { name: string } }) => post.entity.name);
    };
    expect(await organisations("psd")).toEqual(["甲有限公司", "丁有限公司"]);
    expect(await organisations("citizen")).toEqual(["甲有限公司", "丁有限公司"]);
    expect(await organisations("fda")).toEqual(["甲有限公司"]);
  });

  test("shows the investigator the whole household and the citizen the own membership", async () => {
    const members = async (name: CallerName) => (await dossier(name, ada["id_number"])).data.serviceObject.household;
    const herself = { relationToHead: "HEAD", person: { name: "安雅秀", lifeStatus: "ALIVE" } };
    const husband = { relationToHead: "HUSBAND", person: { name: "白本真", lifeStatus: "ALIVE" } };
    expect(await members("psd")).toEqual({ members: [herself, husband] });
    expect(await members("citizen")).toEqual({ members: [herself] });
  });

  test("names for each refusal what, why, by which rule, and what to do", async () => {
    const { access, errors } = await dossier("fda", ada["id_number"]);
    const both = (zh: string, en: string) => expect.stringMatching(new RegExp(`${zh}.*${en}`));
    expect(access.find(({ coordinate }) => coordinate === "Person.sex")).toEqual({
      path: ["serviceObject", "sex"],
      coordinate: "Person.sex",
      verdict: "DENIED",
      reason: both("本部门以此用途没有该字段的授权", "no grant on this field for this purpose"),
      rule: "NO_GRANT",
      nextStep: both("申请该字段的授权", "Ask the providing department"),
    });
    expect(access.find(({ coordinate }) => coordinate === "Person.name")).toMatchObject({
      path: ["serviceObject", "name"],
      verdict: "MASKED",
      rule: "MASKED",
    });
    expect(errors[0]?.extensions).toMatchObject({ code: "FIELD_FORBIDDEN", field: "Person.sex", rule: "NO_GRANT" });
  });
});

describe("the dossier of one organisation", () => {
  const OPEN = {
    __typename: "LegalEntity",
    name: "甲有限公司",
    uscc: alpha["uscc"],
    status: "ACTIVE",
    abnormalListEntries: [{ ground: "ANNUAL_REPORT_MISSING", inDate: "2016-07-01", outDate: null }],
  };
  const [published, unpublished] = ["甘罚〔2016〕1号", "甘罚〔2016〕2号"];

  test.each([
    ["sta", null, [null, null], [published], null, ["legal-entities", "supervision"]],
    ["hrs", "安雅秀", [null, null], [published], null, ["legal-entities", "supervision"]],
    ["aic", "安雅秀", ["安雅秀", "杜远行"], [published], 0, ["e-licences", "legal-entities", "supervision"]],
    ["psd", "安雅秀", ["安雅秀", "杜远行"], [unpublished, published], 1, null],
    ["citizen", null, ["安雅秀", null], [published], 0, ["e-licences", "legal-entities", "supervision"]],
    [
      "fda",
      "安雅秀",
      ["安雅秀", "杜远行"],
      [unpublished, published],
      1,
      ["e-licences", "legal-entities", "supervision"],
    ],
    ["fdaQilihe", null, [null, null], [published], 0, ["e-licences", "legal-entities", "supervision"]],
    ["cmc", "安雅秀", [null, null], [published], null, ["legal-entities", "supervision"]],
  ] as const)(
    "shows %s what is open and what is granted",
    async (name, representative, posts, decisions, licenceCount, registers) => {
      const { data } = await dossier(name, alpha["uscc"]);
      const found = data.serviceObject;
      expect(found).toMatchObject(OPEN);
      expect(found.legalRepName).toBe(representative);
      expect(found.keyPersons.map((post: { name: string | null }) => post.name)).toEqual(posts);
      expect(found.penalties.map((it: { decisionNo: string }) => it.decisionNo)).toEqual(decisions);
      expect(found.licences?.length ?? null).toBe(licenceCount);
      const everyOne = ["e-licences", "governance-events", "legal-entities", "supervision"];
      expect(hub().registersCalled).toEqual(registers ?? everyOne);
    },
  );

  test("tells a county that the representative of a far organisation is out of its scope", async () => {
    const { access, errors } = await dossier("fdaQilihe", alpha["uscc"]);
    const entry = access.find(({ coordinate }) => coordinate === "LegalEntity.legalRepName");
    expect(entry).toMatchObject({ path: ["serviceObject", "legalRepName"], verdict: "OUT_OF_SCOPE" });
    const error = errors.find(({ path }) => path?.join(".") === "serviceObject.legalRepName");
    expect(error?.extensions.code).toBe("OUT_OF_SCOPE");
  });
});

describe("a person out of scope", () => {
  test.each([
    ["fdaQilihe", ada["id_number"]],
    ["childCitizen", ada["id_number"]],
  ] as const)("is to %s as one who does not exist, to the byte", async (name, code) => {
    const headers = { "x-request-id": "same" };
    const hidden = await dossier(name, code, headers);
    const calledForHidden = hub().registersCalled;
    const unknown = await dossier(name, UNKNOWN_PERSON, headers);
    expect(hidden.text).toBe(unknown.text);
    expect(hidden.status).toBe(unknown.status);
    expect(withoutDate(hidden)).toEqual(withoutDate(unknown));
    expect(hub().registersCalled).toEqual(calledForHidden);
    expect(hidden.data.serviceObject).toBeNull();
  });

  test("of an organisation nothing but an unknown code is null", async () => {
    expect((await dossier("fdaQilihe", UNKNOWN_ENTITY)).data.serviceObject).toBeNull();
    expect((await dossier("fdaQilihe", alpha["uscc"])).data.serviceObject).not.toBeNull();
  });
});

function withoutDate({ headers }: Reply) {
  return { ...headers, date: "" };
}

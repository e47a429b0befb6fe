import { describe, expect, test } from "vitest";
import { adaHealth, duoNear } from "../support/planted/licences.ts";
import { alpha, delta, gamma, KEY_PERSONS } from "../support/planted/organisations.ts";
import { ada, ben, cai, duo, HOUSEHOLD_MEMBERS, HOUSEHOLDS } from "../support/planted/people.ts";
import type { Row } from "../support/planted/record.ts";
import { usePlantedHub } from "../support/planted-hub.ts";
import { describeVerdicts, verdictsOf } from "../support/verdict-table.ts";
import type { Way } from "../support/way.ts";

const hub = usePlantedHub();

const [hers = {}] = HOUSEHOLDS;
const [herself = {}, , , far = {}] = HOUSEHOLD_MEMBERS;

const byNumber = (title: string, row: Row): Way => ({ title, root: "person", number: row["id_number"], row });
const representativeOf = (title: string, entity: Row, row: Row): Way => ({
  title,
  root: "legalEntity",
  number: entity["uscc"],
  via: [{ row: entity, field: "legalRep" }],
  row,
});
const holderOf = (title: string, licence: Row, row: Row): Way => ({
  title,
  root: "licence",
  number: licence["licence_id"],
  via: [{ row: licence, field: "holder", as: "Person" }],
  row,
});
const members = [
  { row: ada, field: "household" },
  { row: hers, field: "members" },
];
const herHousehold: Way = { ...byNumber("a household", hers), number: ada["id_number"], via: members.slice(0, 1) };
const ownMembership: Way = { ...byNumber("a membership", herself), number: ada["id_number"], via: members };

const nearRepresentative = representativeOf("the representative of an organisation", alpha, ada);
const farRepresentative = representativeOf("a far representative of a near organisation", gamma, duo);
const farOrganisation = representativeOf("a near representative of a far organisation", delta, ada);

describeVerdicts(hub, [
  byNumber("a person", ada),
  byNumber("a person with two regions", ben),
  byNumber("a person far away", duo),
  byNumber("a child", cai),
  nearRepresentative,
  farRepresentative,
  farOrganisation,
  holderOf("the holder of a licence", adaHealth, ada),
  holderOf("a far holder of a near licence", duoNear, duo),
  herHousehold,
  {
    ...herHousehold,
    title: "a household far away",
    number: duo["id_number"],
    via: [{ row: duo, field: "household" }],
    row: HOUSEHOLDS[1] ?? {},
  },
  ownMembership,
  {
    ...ownMembership,
    title: "a membership far away",
    number: duo["id_number"],
    via: [
      { row: duo, field: "household" },
      { row: HOUSEHOLDS[1] ?? {}, field: "members" },
    ],
    row: far,
  },
]);

describe("a delicate row", () => {
  test("gives whom a lookup-only grant serves nothing by way of an organisation", async () => {
    const byTheWay = await verdictsOf(hub(), "aic", nearRepresentative);
    expect(new Set(Object.values(byTheWay))).toEqual(new Set(["DENIED"]));
    expect(await verdictsOf(hub(), "aic", byNumber("", ada))).toMatchObject({ personId: "FULL", name: "DENIED" });
  });

  test("hides a far representative of a near organisation, and not a near one of a far organisation", async () => {
    const hidden = { name: "ABSENT", mobilePhone: "ABSENT", lifeStatus: "ABSENT", idNumber: "DENIED" };
    expect(await verdictsOf(hub(), "fda", farRepresentative)).toMatchObject(hidden);
    expect(await verdictsOf(hub(), "fda", farOrganisation)).toEqual({ refusedAt: "LegalEntity.legalRep" });
    expect(await verdictsOf(hub(), "psd", farRepresentative)).toMatchObject({ name: "FULL", hukouAddress: "FULL" });
  });

  test("shows food workers' numbers masked, by way of the business alone", async () => {
    const post: Way = {
      title: "",
      root: "legalEntity",
      number: alpha["uscc"],
      via: [
        { row: alpha, field: "keyPersons" },
        { row: KEY_PERSONS[0] ?? {}, field: "person" },
      ],
      row: ada,
    };
    const seen = { idNumber: "MASKED", name: "MASKED", mobilePhone: "MASKED", birthDate: "DENIED" };
    expect(await verdictsOf(hub(), "fdaWorkers", post)).toMatchObject(seen);
    const refused = { refusedAt: "Query.person(idNumber:)" };
    expect(await verdictsOf(hub(), "fdaWorkers", byNumber("", ada))).toEqual(refused);
  });

  test("shows a citizen all of oneself and nothing of the spouse", async () => {
    const own = { idNumber: "FULL", hukouAddress: "FULL", birthCertNo: "FULL", guardianPersonId: "FULL" };
    expect(await verdictsOf(hub(), "citizen", byNumber("", ada))).toMatchObject(own);
    expect(await verdictsOf(hub(), "citizen", byNumber("", ben))).toMatchObject({ idNumber: "ABSENT", name: "ABSENT" });
    const spouse: Way = { ...byNumber("", ada), via: [{ row: ada, field: "spouse" }], row: ben };
    expect(await verdictsOf(hub(), "citizen", spouse)).toMatchObject({ personId: "ABSENT", name: "ABSENT" });
  });

  test("shows a pension desk that only compares nothing at all", async () => {
    const seen = await verdictsOf(hub(), "hrsPension", byNumber("", ada));
    expect(new Set(Object.values(seen))).toEqual(new Set(["DENIED"]));
  });

  test("shows a child to itself and not to the investigator", async () => {
    expect(await verdictsOf(hub(), "psd", byNumber("", cai))).toMatchObject({ name: "ABSENT", birthDate: "ABSENT" });
    expect(await verdictsOf(hub(), "childCitizen", byNumber("", cai))).toMatchObject({ name: "FULL" });
  });
});

describe("the members of a household", () => {
  const QUERY = `query ($number: CitizenIdNumber!) {
    person(idNumber: $number) { household { members { relationToHead person { name } } } }
  }`;

  test.each([
    ["citizen", ["HEAD"], ["安雅秀"]],
    ["psd", ["HEAD", "HUSBAND"], ["安雅秀", "白本真"]],
    ["cad", ["HEAD", "HUSBAND"], ["安雅秀", "白本真"]],
  ] as const)("are to %s those it may see", async (name, relations, names) => {
    const { data } = await hub().ask(name, { query: QUERY, variables: { number: ada["id_number"] } });
    const { members } = data.person.household;
    expect(members.map((it: { relationToHead: string }) => it.relationToHead)).toEqual(relations);
    expect(members.map((it: { person: { name: string } }) => it.person.name)).toEqual(names);
  });
});

import { describe, expect, test } from "vitest";
import {
  adaFar,
  adaHealth,
  alphaFood,
  betaFood,
  duoHealth,
  duoNear,
  LICENCE_TYPES,
  renCard,
  renDiploma,
  renHome,
} from "../support/planted/licences.ts";
import { alpha, beta } from "../support/planted/organisations.ts";
import { ada, duo, ren } from "../support/planted/people.ts";
import type { Row } from "../support/planted/record.ts";
import { usePlantedHub } from "../support/planted-hub.ts";
import { describeVerdicts, verdictsOf } from "../support/verdict-table.ts";
import type { Way } from "../support/way.ts";

const hub = usePlantedHub();

const [healthType = {}] = LICENCE_TYPES;

const byNumber = (title: string, row: Row): Way => ({ title, root: "licence", number: row["licence_id"], row });
const ofPerson = (title: string, person: Row, row: Row): Way => ({
  title,
  root: "person",
  number: person["id_number"],
  via: [{ row: person, field: "licences", isClosed: true }],
  row,
  key: "licenceId",
});
const ofEntity = (title: string, entity: Row, row: Row): Way => ({
  title,
  root: "legalEntity",
  number: entity["uscc"],
  via: [{ row: entity, field: "licences" }],
  row,
  key: "licenceId",
});
const holderOf = (title: string, licence: Row, as: string, row: Row): Way => ({
  title,
  root: "licence",
  number: licence["licence_id"],
  via: [{ row: licence, field: "holder", as }],
  row,
});

describeVerdicts(hub, [
  byNumber("a licence", adaHealth),
  byNumber("a licence far away", duoHealth),
  byNumber("a near licence of a far person", duoNear),
  byNumber("an organisation's licence", alphaFood),
  ofPerson("a licence by way of its holder", ada, adaHealth),
  ofPerson("a far licence by way of its holder", ada, adaFar),
  ofPerson("a near licence by way of a far holder", duo, duoNear),
  ofEntity("a licence by way of its organisation", alpha, alphaFood),
  ofEntity("a far licence by way of its organisation", beta, betaFood),
  { ...byNumber("a licence's type", adaHealth), via: [{ row: adaHealth, field: "type" }], row: healthType },
  holderOf("the organisation that holds a licence", alphaFood, "LegalEntity", alpha),
]);

describe("a delicate row", () => {
  test("tells a registration desk the state and not the number, the holder or the face", async () => {
    const seen = {
      effectiveStatus: "FULL",
      validTo: "FULL",
      certNo: "DENIED",
      holderName: "DENIED",
      surface: "DENIED",
    };
    expect(await verdictsOf(hub(), "aic", ofPerson("", ren, renCard))).toMatchObject(seen);
    expect(await verdictsOf(hub(), "aic", ofPerson("", ren, renHome))).toMatchObject({ validTo: "ABSENT" });
  });

  test("shows the physicians' desk the certificate number and nothing of the holder behind it", async () => {
    const seen = { certNo: "FULL", holder: "DENIED", holderPersonId: "DENIED" };
    expect(await verdictsOf(hub(), "hfp", ofPerson("", ren, renDiploma))).toMatchObject(seen);
  });

  test("shows a citizen the own licences wherever they were issued and not another's", async () => {
    expect(await verdictsOf(hub(), "citizen", ofPerson("", ada, adaFar))).toMatchObject({ surface: "FULL" });
    expect(await verdictsOf(hub(), "citizen", byNumber("", duoNear))).toMatchObject({ licenceId: "ABSENT" });
  });

  test("shows a county the licences issued there, and of a far holder not the person", async () => {
    expect(await verdictsOf(hub(), "fda", byNumber("", duoNear))).toMatchObject({ certNo: "FULL", holderName: "FULL" });
    const holder = holderOf("", duoNear, "Person", duo);
    expect(await verdictsOf(hub(), "fda", holder)).toMatchObject({ name: "ABSENT", idNumber: "DENIED" });
    expect(await verdictsOf(hub(), "fdaQilihe", byNumber("", duoNear))).toMatchObject({ certNo: "ABSENT" });
  });

  test("hides the co-holder's name from whom it hides the holder", async () => {
    const QUERY = `query ($id: ElectronicLicenceId!) { licence(licenceId: $id) { status coHolders { holderName } } }`;
    const ask = async (name: "nrl" | "psd") =>
      (await hub().ask(name, { query: QUERY, variables: { id: renHome["licence_id"] } })).data.licence.coHolders;
    expect(await ask("nrl")).toBeNull();
    expect(await ask("psd")).toEqual([{ holderName: "白本真" }]);
  });

  test("decides the two kinds of holder each by its own grants", async () => {
    const QUERY = `query ($id: ElectronicLicenceId!) {
      licence(licenceId: $id) { holder { __typename ... on Person { name } ... on LegalEntity { name } } }
    }`;
    const ask = async (licence: Row) =>
      (await hub().ask("fda", { query: QUERY, variables: { id: licence["licence_id"] } })).data.licence.holder;
    expect(await ask(adaHealth)).toEqual({ __typename: "Person", name: "安*" });
    expect(await ask(alphaFood)).toEqual({ __typename: "LegalEntity", name: alpha["name"] });
    expect(await ask(duoNear)).toBeNull();
  });
});

import { describe, expect, test } from "vitest";
import { alpha, beta, KEY_PERSONS, omega, SHAREHOLDERS } from "../support/planted/organisations.ts";
import { ada, duo } from "../support/planted/people.ts";
import { DEPARTMENTS, REGIONS } from "../support/planted/places.ts";
import type { Row } from "../support/planted/record.ts";
import { INSPECTIONS } from "../support/planted/supervision.ts";
import { usePlantedHub } from "../support/planted-hub.ts";
import { describeVerdicts, verdictsOf } from "../support/verdict-table.ts";
import type { Way } from "../support/way.ts";

const hub = usePlantedHub();

const [adaOfAlpha = {}, duoOfAlpha = {}, duoOfBeta = {}] = KEY_PERSONS;
const [adaInAlpha = {}, , adaInBeta = {}, alphaInBeta = {}] = SHAREHOLDERS;
const [inspection = {}] = INSPECTIONS;
const fda = DEPARTMENTS.find(({ code }) => code === "FDA") ?? {};
const chengguan = REGIONS.find(({ code }) => code === "620102") ?? {};

const byNumber = (title: string, row: Row): Way => ({ title, root: "legalEntity", number: row["uscc"], row });
const under = (title: string, entity: Row, field: string, row: Row): Way => ({
  ...byNumber(title, row),
  number: entity["uscc"],
  via: [{ row: entity, field }],
});
const ofPerson = (title: string, person: Row, field: string, row: Row): Way => ({
  title,
  root: "person",
  number: person["id_number"],
  via: [{ row: person, field, isClosed: field !== "employer" }],
  row,
});

describeVerdicts(hub, [
  byNumber("an organisation", alpha),
  byNumber("an organisation far away", beta),
  byNumber("a cancelled organisation", omega),
  ofPerson("an employer", ada, "employer", alpha),
  under("a post", alpha, "keyPersons", adaOfAlpha),
  under("a post far away", beta, "keyPersons", duoOfBeta),
  ofPerson("a post by way of its holder", ada, "positions", adaOfAlpha),
  { ...ofPerson("a near post by way of a far holder", duo, "positions", duoOfAlpha), key: "entityId" },
  under("a share", alpha, "shareholders", adaInAlpha),
  under("a share far away", beta, "shareholders", adaInBeta),
  ofPerson("a share by way of its holder", ada, "shareholdings", adaInAlpha),
  { title: "a region", root: "region", number: chengguan["code"], row: chengguan },
  under("a region by way of an organisation", alpha, "registrationRegion", chengguan),
  {
    ...under("a department", alpha, "inspections", inspection),
    via: [
      { row: alpha, field: "inspections" },
      { row: inspection, field: "dept" },
    ],
    row: fda,
  },
]);

describe("a delicate row", () => {
  test("shows everybody what is registered, and only the granted what stands behind", async () => {
    const open = { uscc: "FULL", name: "FULL", status: "FULL", registeredCapital: "FULL", keyPersons: "FULL" };
    for (const name of ["sta", "hfp", "citizen", "fdaQilihe", "ltr"] as const) {
      expect(await verdictsOf(hub(), name, byNumber("", alpha))).toMatchObject(open);
    }
    const behind = { taxNo: "DENIED", legalRepName: "DENIED", legalRep: "DENIED", legalRepPhone: "DENIED" };
    expect(await verdictsOf(hub(), "sta", byNumber("", alpha))).toMatchObject(behind);
  });

  test("of a far organisation shows the open fields and calls the others out of scope", async () => {
    const seen = { name: "FULL", taxNo: "OUT_OF_SCOPE", legalRepName: "OUT_OF_SCOPE", legalRepPhone: "OUT_OF_SCOPE" };
    expect(await verdictsOf(hub(), "fda", byNumber("", beta))).toMatchObject(seen);
    expect(await verdictsOf(hub(), "psd", byNumber("", beta))).toMatchObject({ legalRepName: "FULL", taxNo: "FULL" });
  });

  test("does not say who holds a post or a share to those without a grant", async () => {
    const hidden = { position: "FULL", name: "DENIED", personId: "DENIED", person: "DENIED" };
    expect(await verdictsOf(hub(), "hrs", under("", alpha, "keyPersons", adaOfAlpha))).toMatchObject(hidden);
    const nameless = { ratio: "FULL", holderName: "DENIED", holderPersonId: "DENIED", holderPerson: "DENIED" };
    expect(await verdictsOf(hub(), "fda", under("", alpha, "shareholders", adaInAlpha))).toMatchObject(nameless);
  });

  test("names a citizen in the own post and nobody else in theirs", async () => {
    const own = under("", alpha, "keyPersons", adaOfAlpha);
    expect(await verdictsOf(hub(), "citizen", own)).toMatchObject({ name: "FULL", personId: "FULL" });
    const other = under("", beta, "keyPersons", duoOfBeta);
    expect(await verdictsOf(hub(), "citizen", other)).toMatchObject({ position: "FULL", name: "OUT_OF_SCOPE" });
  });

  test("follows a holding organisation openly", async () => {
    const QUERY = `query ($uscc: UnifiedSocialCreditCode!) {
      legalEntity(uscc: $uscc) { shareholders { holderKind holderName holderEntity { name } } }
    }`;
    const { data } = await hub().ask("sta", { query: QUERY, variables: { uscc: beta["uscc"] } });
    expect(data.legalEntity.shareholders).toEqual([
      { holderKind: "PERSON", holderName: null, holderEntity: null },
      { holderKind: alphaInBeta["holder_kind"], holderName: null, holderEntity: { name: alpha["name"] } },
    ]);
  });
});

import { describe, expect, test } from "vitest";
import { alpha, beta } from "../support/planted/organisations.ts";
import { ada, duo } from "../support/planted/people.ts";
import type { Row } from "../support/planted/record.ts";
import {
  ABNORMAL_LIST_ENTRIES,
  adaPenalty,
  alphaPublished,
  alphaUnpublished,
  betaUnpublished,
  duoPenalty,
  INSPECTIONS,
  SERIOUS_LIST_ENTRIES,
} from "../support/planted/supervision.ts";
import { usePlantedHub } from "../support/planted-hub.ts";
import { describeVerdicts, verdictsOf } from "../support/verdict-table.ts";
import type { Way } from "../support/way.ts";

const hub = usePlantedHub();

const [alphaPublic = {}, alphaInternal = {}, betaPublic = {}, betaInternal = {}] = INSPECTIONS;

const ofEntity = (title: string, entity: Row, field: string, row: Row, key: string): Way => ({
  title,
  root: "legalEntity",
  number: entity["uscc"],
  via: [{ row: entity, field }],
  row,
  key,
});
const inspection = (title: string, entity: Row, row: Row) =>
  ofEntity(title, entity, "inspections", row, "inspectionId");
const byNumber = (title: string, row: Row): Way => ({ title, root: "penalty", number: row["decision_no"], row });
const ofPerson = (title: string, person: Row, row: Row): Way => ({
  title,
  root: "person",
  number: person["id_number"],
  via: [{ row: person, field: "penalties", isClosed: true }],
  row,
  key: "decisionNo",
});

describeVerdicts(hub, [
  inspection("a published inspection", alpha, alphaPublic),
  inspection("an unpublished inspection", alpha, alphaInternal),
  inspection("a published inspection far away", beta, betaPublic),
  inspection("an unpublished inspection far away", beta, betaInternal),
  byNumber("a published penalty", alphaPublished),
  byNumber("an unpublished penalty", alphaUnpublished),
  byNumber("an unpublished penalty far away", betaUnpublished),
  byNumber("a person's penalty", adaPenalty),
  ofPerson("a penalty by way of the person", ada, adaPenalty),
  ofPerson("a far penalty by way of the person", duo, duoPenalty),
  ofEntity("a penalty by way of the organisation", alpha, "penalties", alphaUnpublished, "decisionNo"),
  ofEntity("an entry in the abnormal list", alpha, "abnormalListEntries", ABNORMAL_LIST_ENTRIES[0] ?? {}, "entryNo"),
  ofEntity("an entry in the serious list", beta, "seriousListEntries", SERIOUS_LIST_ENTRIES[0] ?? {}, "entryNo"),
  {
    ...byNumber("the person behind a penalty", adaPenalty),
    via: [{ row: adaPenalty, field: "partyPerson" }],
    row: ada,
  },
]);

describe("a delicate row", () => {
  test("is there for everybody once published, without what stays inside", async () => {
    const seen = { resultCodes: "FULL", inspectDate: "FULL", inspectors: "DENIED", problems: "DENIED" };
    expect(await verdictsOf(hub(), "sta", inspection("", alpha, alphaPublic))).toMatchObject(seen);
    const inside = { inspectors: "FULL", problems: "FULL" };
    expect(await verdictsOf(hub(), "fda", inspection("", alpha, alphaPublic))).toMatchObject(inside);
    const outside = { inspectors: "OUT_OF_SCOPE", problems: "OUT_OF_SCOPE", resultCodes: "FULL" };
    expect(await verdictsOf(hub(), "fda", inspection("", beta, betaPublic))).toMatchObject(outside);
  });

  test("is not there before it is published, but for the own region's inspectors", async () => {
    const whole = { resultCodes: "FULL", problems: "FULL", publishedAt: "FULL" };
    expect(await verdictsOf(hub(), "fda", inspection("", alpha, alphaInternal))).toMatchObject(whole);
    for (const name of ["sta", "citizen", "fdaQilihe", "cmc"] as const) {
      const seen = await verdictsOf(hub(), name, inspection("", alpha, alphaInternal));
      expect(seen).toMatchObject({ resultCodes: "ABSENT", inspectDate: "ABSENT" });
    }
  });

  test("keeps a person's penalty to the person and those who may see it, published or not", async () => {
    for (const name of ["sta", "fdaQilihe", "aic", "childCitizen"] as const) {
      expect(await verdictsOf(hub(), name, byNumber("", adaPenalty))).toMatchObject({ fineAmount: "ABSENT" });
    }
    const own = { fineAmount: "FULL", partyPersonId: "FULL" };
    expect(await verdictsOf(hub(), "citizen", byNumber("", adaPenalty))).toMatchObject(own);
    expect(await verdictsOf(hub(), "psd", byNumber("", duoPenalty))).toMatchObject(own);
    const nameless = { fineAmount: "FULL", partyPersonId: "DENIED", partyPerson: "DENIED" };
    expect(await verdictsOf(hub(), "fda", byNumber("", adaPenalty))).toMatchObject(nameless);
  });

  test("counts in the open lists of an organisation exactly what is published", async () => {
    const QUERY = `query ($uscc: UnifiedSocialCreditCode!) {
      legalEntity(uscc: $uscc) { onAbnormalList penalties { decisionNo } inspections { inspectionId } }
    }`;
    const ask = async (name: "sta" | "fda") =>
      (await hub().ask(name, { query: QUERY, variables: { uscc: alpha["uscc"] } })).data.legalEntity;
    expect(await ask("sta")).toEqual({
      onAbnormalList: true,
      penalties: [{ decisionNo: alphaPublished["decision_no"] }],
      inspections: [{ inspectionId: alphaPublic["inspection_id"] }],
    });
    expect((await ask("fda")).penalties).toHaveLength(2);
    expect((await ask("fda")).inspections).toHaveLength(2);
  });
});

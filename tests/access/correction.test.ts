import { correctAtSource, type SourceCorrection } from "@tongshu/scripts/stack";
import { beforeAll, describe, expect, test } from "vitest";
import type { Reply } from "../support/ask.ts";
import { personIdOf } from "../support/planted/numbers.ts";
import { ada, ben } from "../support/planted/people.ts";
import { usePlantedHub } from "../support/planted-hub.ts";

const hub = usePlantedHub();
const ADDRESS = "query ($n: CitizenIdNumber!) { person(idNumber: $n) { name home: residenceAddress recordVersion } }";
const REQUEST = `mutation ($input: RequestCorrectionInput!) { requestCorrection(input: $input) {
  correction { correctionNo subjectId ownerDepartment dueDate state proposedValue } event { after } } }`;
const ANSWER = `mutation ($input: AnswerCorrectionInput!) { answerCorrection(input: $input) {
  correction { state answer } event { before after reason } } }`;
const LIST = "{ corrections(state: OPEN) { correctionNo proposedValue reason } }";
const NEW_ADDRESS = "甘肃省兰州市城关区更正路九十九号";

const request = (who: string, input: Record<string, unknown>): Promise<Reply> =>
  hub().govern(who, { query: REQUEST, variables: { input } });
const answer = (who: string, input: Record<string, unknown>): Promise<Reply> =>
  hub().govern(who, { query: ANSWER, variables: { input } });
const addressOf = (row: Readonly<Record<string, unknown>>, who: "hrs" | "cmc" | "fda" | "psd" = "psd") =>
  hub().ask(who, { query: ADDRESS, variables: { n: row["id_number"] } });

/** Asked again until the gateway knows: it hears of a change within a second. */
async function until(ask: () => Promise<Reply>, isSo: (reply: Reply) => boolean): Promise<Reply> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const reply = await ask();
    if (isSo(reply)) return reply;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("the gateway did not hear of it");
}

const isDisputed = ({ access }: Reply) => access.some(({ rule }) => rule === "DISPUTED");

const correctAtTheSource = (change: Record<string, unknown>) =>
  correctAtSource(hub().stack, {
    personId: personIdOf("ada"),
    field: "residenceAddress",
    value: NEW_ADDRESS,
    sourceDept: "PSD",
    sourceRowId: "matter-1",
    correctedAt: "2017-03-02T09:00:00+08:00",
    ...change,
  } as SourceCorrection);

describe("a correction", () => {
  let correctionNo = 0;

  beforeAll(async () => {
    const { data, codes, text } = await request(personIdOf("ada"), {
      coordinate: "Person.residenceAddress",
      reason: "已搬家",
      proposedValue: NEW_ADDRESS,
    });
    expect(codes).toEqual([]);
    expect(text).not.toContain(NEW_ADDRESS);
    ({ correctionNo } = data.requestCorrection.correction);
    expect(data.requestCorrection).toMatchObject({
      correction: { subjectId: personIdOf("ada"), ownerDepartment: "PSD", state: "OPEN", proposedValue: null },
    });
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const due = await hub().govern("psd-admin-1", { query: `{ dueDate(from: "${today}", workingDays: 10) }` });
    expect(data.requestCorrection.correction.dueDate).toBe(due.data.dueDate);
  });

  test("marks the field as disputed for whoever may see it, and for nobody else", async () => {
    const shown = await until(() => addressOf(ada), isDisputed);
    expect(shown.access).toContainEqual(
      expect.objectContaining({
        path: ["person", "home"],
        coordinate: "Person.residenceAddress",
        verdict: "STALE",
        rule: "DISPUTED",
      }),
    );
    expect(shown.data.person.home).toBe(ada["residence_address"]);
    expect(shown.errors).toEqual([]);
    expect(isDisputed(await addressOf(ada, "fda"))).toBe(false);
    expect(isDisputed(await addressOf(ben))).toBe(false);
    // The record keeps what the policy said, which a dispute does not change.
    expect(await hub().records(shown.requestId)).toMatchObject([{ verdicts: { "Person.residenceAddress": "FULL" } }]);
  });

  test("goes to the owner of the field, who alone sees what is proposed", async () => {
    const owner = await hub().govern("psd-admin-1", { query: LIST });
    expect(owner.data.corrections).toEqual([{ correctionNo, proposedValue: NEW_ADDRESS, reason: "已搬家" }]);
    expect((await hub().govern("hrs-admin-1", { query: LIST })).data.corrections).toEqual([]);
    expect((await hub().govern(personIdOf("ada"), { query: LIST })).text).not.toContain(NEW_ADDRESS);
    const input = { correctionNo, outcome: "REFUSED", answer: "无误" };
    expect((await answer("hrs-admin-1", input)).codes).toEqual(["NOT_FOUND"]);
    expect((await answer(personIdOf("ada"), input)).codes).toEqual(["ROLE_REQUIRED"]);
  });

  test("is made at the source by the owner and nobody else, and reaches every answer", async () => {
    const [{ data: before }] = [await addressOf(ada)];
    await expect(correctAtTheSource({ sourceDept: "HRS" })).rejects.toMatchObject({ code: "FIELD_FORBIDDEN" });
    await expect(correctAtTheSource({ field: "idNumber" })).rejects.toMatchObject({ code: "BAD_USER_INPUT" });
    await expect(correctAtTheSource({ personId: personIdOf("nobody") })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await correctAtTheSource({});
    const { data } = await addressOf(ada);
    expect(data.person).toMatchObject({ home: NEW_ADDRESS, recordVersion: before.person.recordVersion + 1 });
    expect((await addressOf(ben)).data.person.home).toBe(ben["residence_address"]);
  });

  test("is answered once, and the field is then no longer disputed", async () => {
    const { data, text } = await answer("psd-admin-1", { correctionNo, outcome: "CORRECTED", answer: "已按户籍更正" });
    expect(data.answerCorrection).toMatchObject({
      correction: { state: "CORRECTED", answer: "已按户籍更正" },
      event: { reason: "已按户籍更正" },
    });
    expect(text).not.toContain(NEW_ADDRESS);
    await until(
      () => addressOf(ada),
      (reply) => !isDisputed(reply),
    );
    const again = await answer("psd-admin-1", { correctionNo, outcome: "REFUSED", answer: "x" });
    expect(again.codes).toEqual(["WRONG_STATE"]);
  });

  test("leaves no value in the record of the control plane", async () => {
    const { text } = await hub().govern("gso-auditor-1", {
      query: "{ controlEvents { targetKind before after reason } }",
    });
    expect(text).toContain("Correction");
    expect(text).not.toContain(NEW_ADDRESS);
    expect(text).not.toContain(String(ada["residence_address"]));
  });
});

describe("a correction is refused", () => {
  test.each([
    ["of a field that does not exist", personIdOf("ada"), { coordinate: "Person.nothing" }, "NOT_FOUND"],
    ["of a field of another type", personIdOf("ada"), { coordinate: "LegalEntity.name" }, "NOT_FOUND"],
    ["for somebody else", personIdOf("ada"), { personId: personIdOf("ben") }, "BAD_USER_INPUT"],
    ["with a number in its reason", personIdOf("ada"), { reason: "应为 629901198103249817" }, "BAD_USER_INPUT"],
    ["by who only administers", "hrs-admin-1", { personId: personIdOf("ben") }, "ROLE_REQUIRED"],
  ])("%s", async (_what, who, change, code) => {
    const reply = await request(who, { coordinate: "Person.name", reason: "有误", ...change });
    expect(reply.codes).toEqual([code]);
  });

  test("while one is open on the same field", async () => {
    const input = { coordinate: "Person.occupation", reason: "有误" };
    expect((await request(personIdOf("ada"), input)).codes).toEqual([]);
    expect((await request(personIdOf("ada"), input)).codes).toEqual(["WRONG_STATE"]);
  });
});

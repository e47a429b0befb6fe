import { HubError, type RegisterAnswer, systemClock } from "@tongshu/kit";
import { loadSupergraphSdl } from "@tongshu/schema";
import { parse } from "graphql";
import { describe, expect, it } from "vitest";
import { SHOWN_MARK } from "../policy/answer-shape.ts";
import { CallMerger } from "./call-merger.ts";
import { type Ask, executePlan } from "./execute-plan.ts";
import { toFetchPlan } from "./fetch-plan.ts";
import { HubGraph } from "./supergraph.ts";

const graph = new HubGraph(loadSupergraphSdl(), systemClock);
const NO_READS = { subjects: [], omittedSubjectCount: 0, rowCounts: {}, outOfScopePaths: [] };

function planOf(text: string) {
  const plan = toFetchPlan(graph.plan(parse(text)), graph.owners);
  if (!plan) throw new Error("nothing to ask");
  return plan;
}

function answer(data: Record<string, unknown>, more: Partial<RegisterAnswer> = {}): RegisterAnswer {
  return { data, errors: [], reads: NO_READS, ...more };
}

const OWNED_TWICE = `query($v0: CitizenIdNumber!) { person(idNumber: $v0) {
  positions { entity { penalties { decisionNo } } } shareholdings { entity { inspections { inspectionId } } } } }`;

/** Two positions and one shareholding, all in the same company. */
const legalEntities = () =>
  answer({
    _entities: [
      {
        positions: [1, 2].map(() => ({ entity: { __typename: "LegalEntity", entityId: "E1" } })),
        shareholdings: [{ entity: { __typename: "LegalEntity", entityId: "E1" } }],
      },
    ],
  });

describe("the plan executor", () => {
  it("asks for each entity once however often it stands in the answer", async () => {
    const sent: unknown[] = [];
    const ask: Ask = async (step, variables) => {
      if (step.register === "population") return answer({ person: { __typename: "Person", personId: "P1" } });
      if (step.register === "legal-entities") return legalEntities();
      sent.push(variables["representations"]);
      return answer({ _entities: [{ penalties: [], inspections: [] }] });
    };
    await executePlan(planOf(OWNED_TWICE), { v0: "n" }, ask);
    expect(sent).toEqual([
      [{ __typename: "LegalEntity", entityId: "E1" }],
      [{ __typename: "LegalEntity", entityId: "E1" }],
    ]);
  });

  it("calls a register once a level when two paths lead to it", async () => {
    const calls: string[] = [];
    const merger = new CallMerger(async (register, operation, variables) => {
      calls.push(register);
      if (register === "population") return answer({ person: { __typename: "Person", personId: "P1" } });
      if (register === "legal-entities") return legalEntities();
      expect(Object.keys(variables)).toEqual(["m0_representations", "m1_representations"]);
      expect(operation.text).toContain("m1__entities: _entities(representations: $m1_representations)");
      return answer({
        m0__entities: [{ penalties: [{ decisionNo: "D" }] }],
        m1__entities: [{ inspections: [{ inspectionId: "I" }] }],
      });
    });
    const result = await executePlan(planOf(OWNED_TWICE), { v0: "n" }, (step, variables) =>
      merger.ask(step.register, step.operation, variables),
    );
    expect(calls).toEqual(["population", "legal-entities", "supervision"]);
    expect(result.data).toMatchObject({
      person: {
        positions: [{ entity: { penalties: [{ decisionNo: "D" }] } }, { entity: { penalties: [{ decisionNo: "D" }] } }],
        shareholdings: [{ entity: { inspections: [{ inspectionId: "I" }] } }],
      },
    });
  });

  it("keeps the rest of the answer when a register is down, and says which paths are missing", async () => {
    const ask: Ask = async (step) => {
      if (step.register === "supervision") throw new HubError("SOURCE_DOWN");
      return answer({ legalEntity: { __typename: "LegalEntity", entityId: "E1", name: "n" } });
    };
    const text = "query($v0: UnifiedSocialCreditCode!) { legalEntity(uscc: $v0) { name penalties { decisionNo } } }";
    const { data, faults } = await executePlan(planOf(text), { v0: "n" }, ask);
    expect(data).toMatchObject({ legalEntity: { name: "n" } });
    expect(faults).toEqual([{ path: ["legalEntity", "penalties"], code: "SOURCE_DOWN" }]);
  });

  it("places what a register reports at the path of the whole answer", async () => {
    const ask: Ask = async (step) =>
      step.register === "supervision"
        ? answer(
            { _entities: [{ penalties: null }] },
            {
              errors: [{ code: "BAD_USER_INPUT", path: ["_entities", 0, "penalties"] }],
              reads: { ...NO_READS, rowCounts: { Penalty: 2 }, outOfScopePaths: ["_entities.penalties.caseFact"] },
            },
          )
        : answer({ legalEntity: { __typename: "LegalEntity", entityId: "E1" } });
    const text =
      "query($v0: UnifiedSocialCreditCode!) { legalEntity(uscc: $v0) { penalties { decisionNo caseFact } } }";
    const result = await executePlan(planOf(text), { v0: "n" }, ask);
    expect(result.faults).toEqual([{ path: ["legalEntity", "penalties"], code: "BAD_USER_INPUT" }]);
    expect(result.outOfScopePaths).toEqual([["legalEntity", "penalties", "caseFact"]]);
    expect(result.rowCounts).toEqual({ Penalty: 2 });
  });

  it("takes an object for shown when its owner showed it, and not when another register did", async () => {
    const text = `query($v0: UnifiedSocialCreditCode!) { legalEntity(uscc: $v0) { legalRep { sex licences { status } } } }`;
    const shownBy = async (owner: "population" | "e-licences") => {
      const ask: Ask = async (step) => {
        if (step.register === "legal-entities") {
          return answer({ legalEntity: { legalRep: { __typename: "Person", personId: "P1" } } });
        }
        const found = step.register === owner ? { sex: "MALE", licences: [] } : null;
        return answer({ _entities: [found] });
      };
      const { data } = await executePlan(planOf(text), { v0: "n" }, ask);
      return (data["legalEntity"] as { legalRep: Record<string, unknown> }).legalRep[SHOWN_MARK];
    };
    expect(await shownBy("population")).toBe(true);
    expect(await shownBy("e-licences")).toBeUndefined();
  });
});

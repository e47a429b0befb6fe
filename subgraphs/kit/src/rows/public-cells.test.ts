import { describe, expect, test } from "vitest";
import { cloneDatabase } from "../../../../tests/support/database.ts";
import type { Scope } from "../capability.ts";
import { EXECUTORS, useTestRegister } from "../test-register/caller.ts";

describe.each(EXECUTORS)("$way: a cell that is public on some rows", ({ executor }) => {
  const caller = useTestRegister(cloneDatabase, executor);
  const text = "{ companies { edges { node { companyId address } } } }";
  const addresses = async (level?: "FULL" | "MASKED" | "VERIFY", scope?: Scope) => {
    const levels = level ? { "Company.address": level } : {};
    const answer = await caller.ask(text, { levels, scopes: scope ? { Company: scope } : {} });
    expect(answer.errors).toEqual([]);
    const found = answer.data as { companies: { edges: { node: { companyId: string; address: string | null } }[] } };
    const cells = found.companies.edges.map(({ node }) => [node.companyId, node.address]);
    return { ...Object.fromEntries(cells), outOfScope: answer.reads.outOfScopePaths };
  };
  const reported = { outOfScope: ["companies.edges.node.address"] };

  test("shows there to everybody, and nowhere else; unknown counts as not public", async () => {
    const open = { C1: null, C2: "路2号", C3: null, ...reported };
    expect(await addresses()).toEqual(open);
    expect(await addresses("FULL")).toEqual(open);
    expect(await addresses("VERIFY", { kind: "ALL" })).toEqual(open);
  });

  test("shows on the other rows where the grant reaches them", async () => {
    const within = await addresses("FULL", { kind: "PREFIXES", prefixes: ["620102"] });
    expect(within).toEqual({ C1: "路1号", C2: "路2号", C3: null, ...reported });
    const byKey = await addresses("FULL", { kind: "ALL", conditions: { companyId: ["C3"] } });
    expect(byKey).toEqual({ C1: null, C2: "路2号", C3: "路3号", ...reported });
    expect(await addresses("FULL", { kind: "ALL" })).toEqual({ C1: "路1号", C2: "路2号", C3: "路3号", outOfScope: [] });
    expect(caller.statements[0]).not.toContain("is_home");
  });

  test("is masked there where the grant masks it, and whole where it is public", async () => {
    expect(await addresses("MASKED", { kind: "ALL" })).toEqual({ C1: null, C2: "路2号", C3: null, outOfScope: [] });
  });

  test("costs one flag a row for all cells with the same condition, and none where no such cell is asked", async () => {
    await caller.ask("{ companies { edges { node { address doorCode } } } }");
    expect(caller.statements[0]?.match(/is_home/g)).toHaveLength(1);
    await caller.ask("{ companies { edges { node { name } } } }");
    expect(caller.statements[0]).not.toContain("is_home");
  });

  test("is as closed to who enters by a representation", async () => {
    const entities = "query ($r: [_Any!]!) { _entities(representations: $r) { ... on Company { address name } } }";
    const r = ["C1", "C2"].map((companyId) => ({ __typename: "Company", companyId, isHome: false }));
    const { data } = await caller.ask(entities, {}, { r });
    expect(data?.["_entities"]).toEqual([
      { address: null, name: "甲示例公司" },
      { address: "路2号", name: "乙示例公司" },
    ]);
  });
});

import postgres from "postgres";
import { beforeAll, describe, expect, test, vi } from "vitest";
import type { Question } from "../support/ask.ts";
import { usePlantedHub } from "../support/planted-hub.ts";

const hub = usePlantedHub();
const QUESTION: Question = { query: "{ departments(first: 1) { code } }" };

function setBudget(change: Readonly<Record<string, unknown>> = {}): Question {
  const input = {
    holderKind: "CLIENT",
    holder: "cad-assistance",
    pointsPerSecond: 0.001,
    burstPoints: 40,
    reason: "asks too much",
    ...change,
  };
  return {
    query: `mutation ($input: SetBudgetInput!) { setBudget(input: $input) {
      budget { holderKind holder pointsPerSecond burstPoints setBy } event { action targetId before after reason } } }`,
    variables: { input },
  };
}

describe("the sharing authority's administrator", () => {
  test("sets a client's budget, which every gateway holds to within a second", async () => {
    const reply = await hub().govern("gso-admin-1", setBudget());
    expect(reply.data.setBudget).toMatchObject({
      budget: { holderKind: "CLIENT", holder: "cad-assistance", burstPoints: 40, setBy: "gso-admin-1" },
      event: { action: "setBudget", targetId: "CLIENT cad-assistance", before: null, reason: "asks too much" },
    });
    await vi.waitFor(async () => expect((await hub().ask("cad", QUESTION)).codes).toEqual(["RATE_LIMITED"]), {
      timeout: 3_000,
      interval: 10,
    });
    const again = await hub().govern("gso-admin-1", setBudget({ pointsPerSecond: 5_000, burstPoints: 50_000 }));
    expect(JSON.parse(again.data.setBudget.event.before)).toMatchObject({ burstPoints: 40 });
    await vi.waitFor(async () => expect((await hub().ask("cad", QUESTION)).codes).toEqual([]), {
      timeout: 3_000,
      interval: 50,
    });
  });

  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    ["for a client that there is not", { holder: "nobody" }, "NOT_FOUND"],
    ["for a client's id as a department", { holderKind: "DEPARTMENT" }, "NOT_FOUND"],
    ["that never refills", { pointsPerSecond: 0 }, "BAD_USER_INPUT"],
    ["that runs backwards", { pointsPerSecond: -1 }, "BAD_USER_INPUT"],
    ["beyond any machine", { pointsPerSecond: 1_000_001 }, "BAD_USER_INPUT"],
    ["that holds nothing", { burstPoints: 0 }, "BAD_USER_INPUT"],
    ["without end", { burstPoints: 1e12 }, "BAD_USER_INPUT"],
    ["without a reason", { reason: " " }, "BAD_USER_INPUT"],
  ])("sets none %s", async (_what, change, code) => {
    expect((await hub().govern("gso-admin-1", setBudget(change))).codes).toEqual([code]);
  });
});

test.each(["cad-admin-1", "gso-approver-1", "gso-auditor-1"])("%s sets no budget", async (who) => {
  expect((await hub().govern(who, setBudget())).codes).toEqual(["ROLE_REQUIRED"]);
});

describe("a department", () => {
  beforeAll(async () => {
    for (const change of [
      { holder: "hrs-province" },
      { holderKind: "DEPARTMENT", holder: "HRS" },
      { holder: "aic-registration" },
    ]) {
      await hub().govern("gso-admin-1", setBudget({ ...change, pointsPerSecond: 1_000, burstPoints: 10_000 }));
    }
    const sql = postgres(hub().stack.urlOf("hub", "owner"), { max: 1, onnotice: () => {} });
    for (const [department, officer] of [
      ["HRS", "hrs-officer-1"],
      ["PSD", "psd-investigator-1"],
    ] as const) {
      await sql`insert into volume_alarms (department, officer_id, day, at, details)
        values (${department}, ${officer}, '2026-03-02', now(), ${sql.json({ distinctPersons: 201, most: 200 })})`;
    }
    await sql.end();
  });

  test("sees its own budgets and its clients', the sharing authority all", async () => {
    const list = { query: "{ budgets { holder } }" };
    const seenBy = async (who: string) =>
      (await hub().govern(who, list)).data.budgets.map(({ holder }: { holder: string }) => holder);
    expect(await seenBy("hrs-admin-1")).toEqual(["HRS", "hrs-province"]);
    expect(await seenBy("aic-approver-1")).toEqual(["aic-registration"]);
    expect(await seenBy("gso-auditor-1")).toEqual(expect.arrayContaining(["HRS", "aic-registration", "hrs-province"]));
  });

  test("sees alarms on its own officers, the sharing authority on all", async () => {
    const list = { query: "{ volumeAlarms { department officerId day distinctPersons } }" };
    const own = { department: "HRS", officerId: "hrs-officer-1", day: "2026-03-02", distinctPersons: 201 };
    expect((await hub().govern("hrs-admin-1", list)).data.volumeAlarms).toEqual([own]);
    expect((await hub().govern("gso-auditor-1", list)).data.volumeAlarms).toHaveLength(2);
    expect((await hub().govern("aic-admin-1", list)).data.volumeAlarms).toEqual([]);
  });
});

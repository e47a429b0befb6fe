import { dossierQuery } from "@tongshu/scripts/stack";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Reply } from "../support/ask.ts";
import { type Cable, layCableTo } from "../support/cable.ts";
import { urlOf } from "../support/database.ts";
import { ada } from "../support/planted/people.ts";
import { usePlantedHub } from "../support/planted-hub.ts";
import { lockTable } from "../support/table-lock.ts";
import { withNullAt } from "./with-null-at.ts";

/** Long enough for the registers that do not hang, on a machine with much else to do. */
const LIMITS = { registerDeadlineMs: 2_000, registerRetryAfterMs: 300 };
/** How long a test waits for what the hub promises within its deadline. */
const PATIENCE_MS = 8_000;
const LICENCES = [
  "serviceObject.licences",
  "serviceObject.positions.entity.licences",
  "serviceObject.shareholdings.entity.licences",
];
const QUESTION = { query: dossierQuery(), variables: { code: ada["id_number"] } };

let cable: Cable;
let whole: Reply;
let administrator: postgres.Sql;
const hub = usePlantedHub({
  limits: LIMITS,
  async detour(direct, owning) {
    const { stack, ...laid } = await layCableTo(direct, "e-licences");
    cable = laid.cable;
    owning.defer(() => cable.close());
    return stack;
  },
});

beforeAll(async () => {
  administrator = postgres(urlOf(new URL(hub().stack.urlOf("e-licences", "runtime")).pathname.slice(1)), { max: 1 });
  whole = await hub().ask("psd", QUESTION);
});

afterAll(() => administrator.end());

/** The dossier without licences, whatever the code, and how long it took. */
async function askWhileHanging(): Promise<{ reply: Reply; tookMs: number }> {
  const startedAt = performance.now();
  const reply = await hub().ask("psd", QUESTION);
  const tookMs = performance.now() - startedAt;
  expect(reply.data).toEqual(withNullAt(whole.data, LICENCES));
  const lost = reply.access.filter(({ verdict }) => verdict === "SOURCE_DOWN");
  expect(lost.map(({ path }) => path.join(".")).sort()).toEqual(LICENCES);
  return { reply, tookMs };
}

async function untilWhole(timeout = PATIENCE_MS): Promise<void> {
  await vi.waitFor(async () => expect((await hub().ask("psd", QUESTION)).data).toEqual(whole.data), { timeout });
}

async function waitingStatementCount(): Promise<number> {
  const [row] = await administrator`
    select count(*)::int as n from pg_stat_activity
    where datname = current_database() and state = 'active' and wait_event_type = 'Lock'`;
  return row?.["n"];
}

test("a register that hangs costs its own fields and no more time than its deadline", { timeout: 60_000 }, async () => {
  await using _lock = await lockTable(hub().stack, "e-licences", "licences");
  const { reply, tookMs } = await askWhileHanging();
  expect(tookMs).toBeGreaterThanOrEqual(LIMITS.registerDeadlineMs);
  expect(tookMs).toBeLessThan(PATIENCE_MS);
  expect(reply.codes).toContain("SOURCE_TIMEOUT");
  expect(reply.codes).not.toContain("SOURCE_DOWN");
  expect(reply.access.some(({ rule }) => rule === "SOURCE_TIMEOUT")).toBe(true);
  expect(await waitingStatementCount()).toBeGreaterThan(0);

  // Many callers at once hang no longer than one, and soon the register is not asked any more.
  const crowd = await Promise.all(Array.from({ length: 20 }, askWhileHanging));
  for (const each of crowd) expect(each.tookMs).toBeLessThan(PATIENCE_MS);
  await vi.waitFor(
    async () => {
      const { reply: refused } = await askWhileHanging();
      expect(refused.codes).toContain("SOURCE_DOWN");
      expect(hub().registersCalled).not.toContain("e-licences");
    },
    { timeout: PATIENCE_MS, interval: 0 },
  );

  // The lock is still held: what waits for it ends by itself.
  await vi.waitFor(async () => expect(await waitingStatementCount()).toBe(0), { timeout: 25_000, interval: 200 });
});

test("it is asked again when it no longer hangs", () => untilWhole());

test("a network that swallows everything is left for a new connection", { timeout: 40_000 }, async () => {
  await untilWhole();
  // Enough at once that the register uses every connection it has.
  await Promise.all(Array.from({ length: 16 }, () => hub().ask("psd", QUESTION)));
  cable.freeze();
  const { reply, tookMs } = await askWhileHanging();
  expect(reply.codes).toContain("SOURCE_TIMEOUT");
  expect(tookMs).toBeLessThan(PATIENCE_MS);
  await untilWhole(20_000);
});

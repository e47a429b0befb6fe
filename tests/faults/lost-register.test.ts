import { dossierQuery, type RegisterName } from "@tongshu/scripts/stack";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { Reply } from "../support/ask.ts";
import { doorOf } from "../support/database-door.ts";
import { alpha } from "../support/planted/organisations.ts";
import { ada } from "../support/planted/people.ts";
import { usePlantedHub } from "../support/planted-hub.ts";
import { startSteadyLoad } from "../support/steady-load.ts";
import { withNullAt } from "./with-null-at.ts";

const hub = usePlantedHub({ limits: { registerRetryAfterMs: 300 } });
const PERSON = { query: dossierQuery(), variables: { code: ada["id_number"] } };
const ORGANISATION = { query: dossierQuery(), variables: { code: alpha["uscc"] } };

/** What a dossier lacks while one register is away; the rest of it is the other four's. */
const LOST = [
  ["population", PERSON, ["serviceObject"]],
  [
    "legal-entities",
    PERSON,
    [
      "serviceObject.hukouRegion.name",
      "serviceObject.positions",
      "serviceObject.provenance.sourceDept.name",
      "serviceObject.shareholdings",
    ],
  ],
  [
    "e-licences",
    PERSON,
    [
      "serviceObject.licences",
      "serviceObject.positions.entity.licences",
      "serviceObject.shareholdings.entity.licences",
    ],
  ],
  [
    "supervision",
    ORGANISATION,
    ["abnormalListEntries", "inspections", "penalties"].map((key) => `serviceObject.${key}`),
  ],
  ["governance-events", ORGANISATION, ["serviceObject.events"]],
] as const satisfies readonly (readonly [RegisterName, object, readonly string[]])[];

const doors = new Set<RegisterName>();
afterEach(async () => {
  for (const name of doors) await doorOf(hub().stack, name).open();
  doors.clear();
});

async function shut(name: RegisterName): Promise<void> {
  doors.add(name);
  await doorOf(hub().stack, name).shut();
}

function lostPaths({ access }: Reply): string[] {
  return access.filter(({ verdict }) => verdict === "SOURCE_DOWN").map(({ path }) => path.join("."));
}

function errorPaths({ errors }: Reply, code: string): string[] {
  return errors.filter(({ extensions }) => extensions.code === code).map(({ path }) => (path ?? []).join("."));
}

async function untilWhole(question: typeof PERSON, whole: Reply): Promise<void> {
  await vi.waitFor(async () => expect((await hub().ask("psd", question)).data).toEqual(whole.data), { timeout: 5_000 });
}

describe.each(LOST)("while %s is away", (name, question, paths) => {
  test("the other registers answer, and each missing field is null with one error and one verdict", async () => {
    const whole = await hub().ask("psd", question);
    await shut(name);
    const partial = await hub().ask("psd", question);
    expect(partial.status).toBe(200);
    expect(partial.data).toEqual(withNullAt(whole.data, paths));
    expect(lostPaths(partial).sort()).toEqual(paths);
    expect(errorPaths(partial, "SOURCE_DOWN").sort()).toEqual(paths);
    const isLost = (path: string) => paths.some((lost) => path === lost || path.startsWith(`${lost}.`));
    const others = (reply: Reply) => reply.access.filter(({ path }) => !isLost(path.join(".")));
    expect(others(partial)).toEqual(others(whole));
    expect(partial.text).not.toMatch(/tongshu_|127\.0\.0\.1|allow_connections|population|postgres/i);
    const [record] = await hub().records(partial.requestId);
    expect(record).toMatchObject({ outcome: "OK" });
    expect(Object.values(record?.verdicts ?? {})).toContain("SOURCE_DOWN");
  });

  test("it is asked again by itself when it is back", async () => {
    const whole = await hub().ask("psd", question);
    await shut(name);
    for (let n = 0; n < 8; n++) expect(lostPaths(await hub().ask("psd", question)).sort()).toEqual(paths);
    await doorOf(hub().stack, name).open();
    await untilWhole(question, whole);
  });
});

test("a null of which the caller asked only what another register adds is told from one that does not exist", async () => {
  const query =
    "query ($uscc: UnifiedSocialCreditCode!) { legalEntity(uscc: $uscc) { keyPersons { person { personId } } } }";
  const question = { query, variables: { uscc: alpha["uscc"] } };
  await shut("population");
  const reply = await hub().ask("psd", question);
  expect(lostPaths(reply)).toEqual(["legalEntity.keyPersons.person"]);
  expect(errorPaths(reply, "SOURCE_DOWN")).toEqual(["legalEntity.keyPersons.person"]);
});

test("a register that keeps failing is left alone, then tried with one question", async () => {
  const whole = await hub().ask("psd", PERSON);
  const callsOf = (name: RegisterName) => hub().registersCalled.includes(name);
  await shut("e-licences");
  await vi.waitFor(
    async () => {
      const reply = await hub().ask("psd", PERSON);
      expect(reply.codes).toContain("SOURCE_DOWN");
      expect(callsOf("e-licences")).toBe(false);
    },
    { timeout: 5_000, interval: 0 },
  );
  await vi.waitFor(
    async () => {
      await hub().ask("psd", PERSON);
      expect(callsOf("e-licences")).toBe(true);
    },
    { timeout: 2_000 },
  );
  await doorOf(hub().stack, "e-licences").open();
  await untilWhole(PERSON, whole);
  await hub().ask("psd", PERSON);
  expect(callsOf("e-licences")).toBe(true);
});

test("lost in the middle of requests, it spoils no answer but its own part of it", { timeout: 30_000 }, async () => {
  const whole = await hub().ask("psd", PERSON);
  const licences = LOST.find(([name]) => name === "e-licences")?.[2] ?? [];
  const load = startSteadyLoad(8, () => hub().ask("psd", PERSON));
  await load.more(20);
  await doorOf(hub().stack, "e-licences").cutConnections();
  await load.more(20);
  await shut("e-licences");
  await load.more(40);
  await doorOf(hub().stack, "e-licences").open();
  await untilWhole(PERSON, whole);
  await load.more(20);
  await load.stop();
  expect(load.failures).toEqual([]);
  for (const reply of load.replies) {
    const lost = lostPaths(reply);
    expect(licences).toEqual(expect.arrayContaining(lost));
    expect(reply.data).toEqual(withNullAt(whole.data, lost));
    expect(errorPaths(reply, "SOURCE_DOWN").sort()).toEqual(lost.sort());
    expect(reply.codes).not.toContain("INTERNAL_SERVER_ERROR");
  }
  expect(load.replies.some((reply) => lostPaths(reply).length > 0)).toBe(true);
});

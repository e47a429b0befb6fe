// Class "wider than granted": whatever the text, the answer holds the granted cells and nothing else.
import type { Grant } from "@tongshu/gateway";
import fc from "fast-check";
import { parse } from "graphql";
import { beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "../support/callers.ts";
import { plainAnswer } from "../support/plain-graph/plain-answer.ts";
import { randomDocument } from "../support/plain-graph/random-document.ts";
import { fullGrants, purposeOf, randomGrants } from "../support/plain-graph/random-grants.ts";
import { Tape } from "../support/plain-graph/tape.ts";
import { Viewer } from "../support/plain-graph/viewer.ts";
import { personIdOf } from "../support/planted/numbers.ts";
import { usePlantedHub } from "../support/planted-hub.ts";
import { enforcePolicy } from "../support/policy.ts";

const hub = usePlantedHub();

const CALLERS: readonly (Caller & { readonly department: string; readonly region: string })[] = [
  { clientId: "psd-investigation", officerId: "psd-investigator-1", department: "PSD", region: "620000" },
  { clientId: "psd-investigation", officerId: "psd-investigator-lanzhou", department: "PSD", region: "620100" },
  { clientId: "fda-chengguan", officerId: "fda-officer-chengguan", department: "FDA", region: "620102" },
  { clientId: "psp-portal", citizenId: personIdOf("ada"), department: "PSP", region: "620000" },
  { clientId: "psp-portal", citizenId: personIdOf("cai"), department: "PSP", region: "620000" },
];
const DEPARTMENTS = ["PSD", "FDA", "PSP"];
const VIEW_COUNT = 40;
/** The quick profile; raise it to search longer. */
const RUNS = Number(process.env["RANDOM_OPERATIONS"] ?? 150);

/** One purpose each, so that one policy holds them all. */
const views = new Map<string, readonly Grant[]>(
  Array.from({ length: VIEW_COUNT }, (_, index) => {
    const purpose = `RANDOM_${index}`;
    const numbers = fc.sample(fc.array(fc.nat(), { minLength: 600, maxLength: 600 }), { seed: index, numRuns: 1 })[0];
    return [purpose, DEPARTMENTS.flatMap((department) => randomGrants(purpose, department, numbers ?? []))];
  }),
);
views.set(
  "EVERYTHING",
  DEPARTMENTS.flatMap((department) => fullGrants("EVERYTHING", department)),
);

beforeAll(() =>
  enforcePolicy(hub(), ({ purposes, grants }) => ({
    purposes: [...purposes, ...[...views.keys()].map((code) => purposeOf(code, DEPARTMENTS))],
    grants: [...grants, ...[...views.values()].flat()],
  })),
);

const documents = fc
  .array(fc.nat(), { minLength: 1, maxLength: 250 })
  .map((numbers) => randomDocument(new Tape(numbers)));
const callers = fc.constantFrom(...CALLERS);

describe("an answer to any operation", () => {
  test("holds what the grants show of the rows and nothing else", async () => {
    await check(documents, fc.constantFrom(...views.keys()), async ({ query, variables, values }, purpose, caller) => {
      const grants = (views.get(purpose) ?? []).filter(({ department }) => department === caller.department);
      const viewer = new Viewer({ grants, ...caller });
      const expected = plainAnswer(parse(query), values, viewer);
      const { data, text } = await hub().ask({ ...caller, purpose }, { query, variables });
      expect(data, text).toEqual(expected);
    });
  }, 90_000);

  test("is the unguarded one where everything is granted", async () => {
    await check(documents, fc.constant("EVERYTHING"), async ({ query, variables, values }, purpose, caller) => {
      const expected = plainAnswer(parse(query), values, null);
      const { data, text } = await hub().ask({ ...caller, purpose }, { query, variables });
      expect(data, text).toEqual(expected);
    });
  }, 90_000);
});

function check(
  asked: typeof documents,
  purposes: fc.Arbitrary<string>,
  run: (
    document: ReturnType<typeof randomDocument>,
    purpose: string,
    caller: (typeof CALLERS)[number],
  ) => Promise<void>,
): Promise<void> {
  const property = fc.asyncProperty(asked, purposes, callers, run);
  return fc.assert(property, { numRuns: RUNS, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: false });
}

// Class "wider than granted": whatever the text, the answer holds the granted cells and nothing else.
import type { Grant } from "@tongshu/gateway";
import fc from "fast-check";
import { parse } from "graphql";
import { describe, expect, inject, test } from "vitest";
import { post } from "../support/ask.ts";
import type { Caller } from "../support/callers.ts";
import { coordinatesIn } from "../support/plain-graph/asked-of-registers.ts";
import { plainAnswer } from "../support/plain-graph/plain-answer.ts";
import { randomDocument } from "../support/plain-graph/random-document.ts";
import { fullGrants, purposeOf, randomPolicy } from "../support/plain-graph/random-grants.ts";
import { Tape } from "../support/plain-graph/tape.ts";
import { Viewer } from "../support/plain-graph/viewer.ts";
import { personIdOf } from "../support/planted/numbers.ts";
import { usePlantedHub } from "../support/planted-hub.ts";
import { enforcePolicy } from "../support/policy.ts";
import { SEARCH_TIMEOUT_MS, search } from "../support/search.ts";

const PLENTY = 1_000_000_000;
const hub = usePlantedHub({
  limits: {
    clientPointsPerSecond: PLENTY,
    clientBurstPoints: PLENTY,
    departmentPointsPerSecond: PLENTY,
    departmentBurstPoints: PLENTY,
  },
});

interface RandomCaller extends Caller {
  readonly department: string;
  readonly region: string;
}

const CALLERS: readonly RandomCaller[] = [
  { clientId: "psd-investigation", officerId: "psd-investigator-1", department: "PSD", region: "620000" },
  { clientId: "psd-investigation", officerId: "psd-investigator-lanzhou", department: "PSD", region: "620100" },
  { clientId: "fda-chengguan", officerId: "fda-officer-chengguan", department: "FDA", region: "620102" },
  { clientId: "psp-portal", citizenId: personIdOf("ada"), department: "PSP", region: "620000" },
  { clientId: "psp-portal", citizenId: personIdOf("cai"), department: "PSP", region: "620000" },
];
const DEPARTMENTS = ["PSD", "FDA", "PSP"];
const PURPOSES = Array.from({ length: 40 }, (_, index) => `RANDOM_${index}`);
const EVERYTHING = "EVERYTHING";
const { pairs: PAIRS } = inject("fuzz");

/** Of the round, by purpose. */
let policy: ReadonlyMap<string, readonly Grant[]> = new Map();

/** One purpose each, so that one policy holds them all. */
async function enforce(seed: number): Promise<void> {
  const full = DEPARTMENTS.flatMap((department) => fullGrants(EVERYTHING, department));
  policy = new Map([...randomPolicy(seed, PURPOSES, DEPARTMENTS), [EVERYTHING, full]]);
  await enforcePolicy(hub(), ({ purposes, grants }) => ({
    purposes: [
      ...purposes.filter(({ code }) => !policy.has(code)),
      ...[...policy.keys()].map((code) => purposeOf(code, DEPARTMENTS)),
    ],
    grants: [...grants.filter(({ purpose }) => !policy.has(purpose)), ...[...policy.values()].flat()],
  }));
}

const documents = fc
  .array(fc.nat(), { minLength: 1, maxLength: 250 })
  .map((numbers) => randomDocument(new Tape(numbers)));

interface Asked {
  readonly document: ReturnType<typeof randomDocument>;
  readonly purpose: string;
  readonly caller: RandomCaller;
}

const batchesFor = (purposes: readonly string[]) =>
  fc.array(
    fc.record<Asked>({
      document: documents,
      purpose: fc.constantFrom(...purposes),
      caller: fc.constantFrom(...CALLERS),
    }),
    { minLength: 1, maxLength: 32, size: "max" },
  );

describe("an answer to any operation", () => {
  test("holds what the grants show of the rows and nothing else", { timeout: SEARCH_TIMEOUT_MS }, () =>
    search({
      name: "operations",
      cases: PAIRS,
      casesPerRound: 2_500,
      shareOfTime: 0.9,
      batches: batchesFor([...PURPOSES, EVERYTHING]),
      prepare: enforce,
      judge: (batch) => judgeAll(batch, viewerOf),
    }),
  );

  test("is the unguarded one where everything is granted", { timeout: SEARCH_TIMEOUT_MS }, () =>
    search({
      name: "unguarded",
      cases: PAIRS / 10,
      casesPerRound: 2_500,
      shareOfTime: 0.1,
      batches: batchesFor([EVERYTHING]),
      prepare: enforce,
      judge: (batch) => judgeAll(batch, () => null),
    }),
  );
});

function viewerOf({ purpose, caller }: Asked): Viewer {
  const grants = (policy.get(purpose) ?? []).filter(({ department }) => department === caller.department);
  return new Viewer({ grants, ...caller });
}

/** All at once, as on a busy day. */
async function judgeAll(batch: readonly Asked[], viewer: (asked: Asked) => Viewer | null): Promise<void> {
  hub().calls.length = 0;
  hub().logLines.length = 0;
  await Promise.all(batch.map((asked) => judge(asked, viewer(asked))));
}

async function judge({ document, purpose, caller }: Asked, viewer: Viewer | null): Promise<void> {
  const { query, variables, values } = document;
  const headers = await hub().headersOf({ ...caller, purpose });
  const { data, text, requestId } = await post(hub().graphqlUrl, headers, JSON.stringify({ query, variables }));
  expect(data, `${purpose} ${query}\n${text}`).toEqual(plainAnswer(parse(query), values, viewer));
  for (const { register, call } of hub().calls) {
    if (call.capability.requestId !== requestId) continue;
    const beyond = [...coordinatesIn(call.operation.document)].filter((it) => viewer?.canAsk(it) === false);
    expect(beyond, `${register}: ${call.operation.text}`).toEqual([]);
  }
}

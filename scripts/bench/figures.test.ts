import { describe, expect, test } from "vitest";
import { type Figures, figuresOf, ratio } from "./figures.ts";
import { floorMissed } from "./floor.ts";
import type { LoadResult } from "./load/load-job.ts";
import type { Slice } from "./measure.ts";
import { markdownOf, type Report } from "./report.ts";
import type { WayName } from "./way.ts";

const RESULT: LoadResult = {
  requestCount: 100,
  elapsedMs: 1_000,
  p50Ms: 10,
  p99Ms: 20,
  answerBytes: 4_000,
  wayCpuMs: 500,
  postgresCpuMs: 200,
  loadCpuMs: 100,
  failureCount: 0,
  failure: null,
};

function slice(way: WayName, requestCount: number, round = 0): Slice {
  return { way, question: "dossier", round, result: { ...RESULT, requestCount } };
}

function measured(rates: Readonly<Partial<Record<WayName, number>>>): Figures[] {
  return Object.entries(rates).flatMap(([way, rate]) => {
    return figuresOf([slice(way as WayName, rate)], way as WayName, "dossier") ?? [];
  });
}

describe("figures of a way", () => {
  test("are medians over the rounds", () => {
    const slices = [slice("hub", 100), slice("hub", 400, 1), slice("hub", 200, 2), slice("sql", 9)];
    expect(figuresOf(slices, "hub", "dossier")).toMatchObject({
      requestsPerSecond: 200,
      slowestPerSecond: 100,
      fastestPerSecond: 400,
      cpuMsPerRequest: 2.5,
      postgresCpuMsPerRequest: 1,
      busyProcessors: 0.8,
      loadShare: 0.1,
    });
  });

  test("are absent where nothing was measured", () => {
    expect(figuresOf([slice("hub", 100)], "hub", "list")).toBeNull();
    expect(ratio(measured({ hub: 10 }), "dossier", "hub", "ordinary")).toBeNull();
  });
});

describe("the floor", () => {
  test("holds at five times and twice the ordinary way", () => {
    expect(floorMissed(measured({ ordinary: 10, hub: 50, split: 20 }))).toBeNull();
  });

  test("names each way below it", () => {
    const text = floorMissed(measured({ ordinary: 10, hub: 49, split: 19 }));
    expect(text?.en).toBe(
      "hub answers dossiers 4.90× as fast as ordinary federation, not 5×; " +
        "split answers dossiers 1.90× as fast as ordinary federation, not 2×",
    );
  });

  test("says nothing when dossiers were not asked", () => {
    expect(floorMissed([])).toBeNull();
  });
});

test("the report compares each way with both others", () => {
  const report: Report = {
    madeAt: "2017-01-15T09:30:00+08:00",
    scale: 0.01,
    seconds: 8,
    rounds: 3,
    inFlight: 32,
    machine: { processor: "abacus", processorCount: 2, nodeVersion: "24", postgresVersion: "18" },
    figures: measured({ sql: 400, ordinary: 10, hub: 50 }),
    slices: [],
  };
  const text = markdownOf(report);
  expect(text).toContain("## dossier");
  expect(text).not.toContain("## list");
  expect(text).toContain("at most 0.8 of 2 processors");
  expect(text).toMatch(/\| hub, one process \| 50 \| 50–50 \| 0\.13 \| 5\.00 \| 5\.00 \|/);
});

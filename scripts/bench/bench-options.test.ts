import { expect, test } from "vitest";
import { StartError } from "../start-error.ts";
import { readBenchOptions } from "./bench-options.ts";

const GIVEN = {
  scale: "0.01",
  seconds: "8",
  rounds: "3",
  inFlight: "32",
  questions: "dossier,list",
  floor: true,
};

test("reads numbers and the names of questions", () => {
  expect(readBenchOptions(GIVEN)).toEqual({
    seconds: 8,
    rounds: 3,
    inFlight: 32,
    questions: ["dossier", "list"],
    hasFloor: true,
    hasProfile: false,
  });
});

test("takes half a second and refuses none", () => {
  expect(readBenchOptions({ ...GIVEN, seconds: "0.5" }).seconds).toBe(0.5);
  expect(() => readBenchOptions({ ...GIVEN, seconds: "0" })).toThrow(StartError);
  expect(() => readBenchOptions({ ...GIVEN, seconds: "soon" })).toThrow(StartError);
});

test("refuses half a round, half a request and an unknown question", () => {
  expect(() => readBenchOptions({ ...GIVEN, rounds: "1.5" })).toThrow(/--rounds/);
  expect(() => readBenchOptions({ ...GIVEN, inFlight: "0.5" })).toThrow(/--in-flight/);
  expect(() => readBenchOptions({ ...GIVEN, questions: "everything" })).toThrow(/everything/);
});

import { expect, test } from "vitest";
import type { Entity } from "../entity.ts";
import { ReadAccount } from "./read-account.ts";
import type { Statement } from "./statement.ts";

const MOST = 20_000;

function statementOf(kind: "ONE" | "MANY"): Statement {
  const read = { kind, entity: { type: "Licence" } as Entity };
  return { read, projection: { subjects: [{ type: "Person", at: 0 }] } } as unknown as Statement;
}

test("names each subject once with what was done, and counts rows", () => {
  const account = new ReadAccount();
  account.add(statementOf("ONE"), [["P1"]]);
  account.add(statementOf("MANY"), [["P1"], ["P1"], ["P2"], [null]]);
  expect(account.report()).toMatchObject({
    subjects: [
      { type: "Person", id: "P1", verb: "READ" },
      { type: "Person", id: "P1", verb: "LISTED" },
      { type: "Person", id: "P2", verb: "LISTED" },
    ],
    omittedSubjectCount: 0,
    rowCounts: { Licence: 5 },
  });
});

test("counts the subjects that it has no room to name", () => {
  const account = new ReadAccount();
  account.add(
    statementOf("MANY"),
    Array.from({ length: MOST + 3 }, (_, index) => [`P${index}`]),
  );
  const { subjects, omittedSubjectCount } = account.report();
  expect([subjects.length, omittedSubjectCount]).toEqual([MOST, 3]);
});

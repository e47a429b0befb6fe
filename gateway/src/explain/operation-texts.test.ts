import { createHash } from "node:crypto";
import pino from "pino";
import { expect, test } from "vitest";
import type { HubDb } from "../store/database.ts";
import type { OperationText } from "../store/operation-texts-transactor.ts";
import { OperationTexts } from "./operation-texts.ts";

const DAY_MS = 86_400_000;

/** Texts over a table that takes what it is given, or fails. */
function setUp({ failures = 0 } = {}) {
  const stored: OperationText[] = [];
  const clock = { at: 0, nowMs: () => clock.at };
  let left = failures;
  const db = {
    insert: () => ({
      values: (rows: OperationText[]) => ({
        async onConflictDoNothing() {
          if (left-- > 0) throw new Error("away");
          stored.push(...rows);
        },
      }),
    }),
  };
  const texts = new OperationTexts({ database: { db: db as unknown as HubDb }, clock, log: pino({ enabled: false }) });
  const note = (text: string, department = "HRS") =>
    texts.note(department, createHash("sha256").update(text).digest("hex"), text);
  return { texts, note, stored, clock };
}

test("a text is kept once, however often it is asked", async () => {
  const { texts, note, stored } = setUp();
  for (let i = 0; i < 5; i += 1) note("{ departments { code } }");
  await texts.close();
  note("{ departments { code } }");
  await texts.close();
  expect(stored.map(({ text }) => text)).toEqual(["{ departments { code } }"]);
});

test("a text that is endless, or holds a number of fifteen digits, is not kept", async () => {
  const { texts, note, stored } = setUp();
  note(`{ a${"x".repeat(20_000)} }`);
  note("query A629901198502281232 { departments { code } }");
  await texts.close();
  expect(stored).toEqual([]);
});

test("one department's flood ends at its own bound for the day, and leaves room for others", async () => {
  const { texts, note, stored, clock } = setUp();
  for (let i = 0; i < 600; i += 1) note(`{ a${i}: departments { code } }`);
  note("{ b: departments { code } }", "AIC");
  await texts.close();
  expect(stored).toHaveLength(501);
  clock.at += DAY_MS;
  note("{ c: departments { code } }");
  await texts.close();
  expect(stored).toHaveLength(502);
});

test("a store that is away loses texts and stops nothing; they come again", async () => {
  const { texts, note, stored } = setUp({ failures: 1 });
  note("{ departments { code } }");
  await texts.close();
  expect(stored).toEqual([]);
  note("{ departments { code } }");
  await texts.close();
  expect(stored).toHaveLength(1);
});

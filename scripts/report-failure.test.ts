import { expect, test } from "vitest";
import { ConfigError } from "./config.ts";
import { describeFailure } from "./report-failure.ts";
import { StartError } from "./start-error.ts";

test("what an operator can mend is one sentence in each language", () => {
  expect(describeFailure(new StartError({ zh: "端口已占用。", en: "The port is taken." }))).toBe(
    "端口已占用。\nThe port is taken.\n",
  );
  expect(describeFailure(new ConfigError([{ zh: "一。", en: "One." }]))).toBe("一。 One.\n");
});

test("of any other error the cause is told, without the values around it", () => {
  const cause = new Error(`invalid input: "${"6299012000010100"}11"`);
  const text = describeFailure(new Error("insert … params: secret", { cause }));
  expect(text).toMatch(/^Error: invalid input: "\[number\]"\n\s+at /);
  expect(text).not.toContain("secret");
});

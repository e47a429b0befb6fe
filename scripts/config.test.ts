import { expect, test } from "vitest";
import { ConfigError, readConfig } from "./config.ts";

test("an empty environment gives the demo", () => {
  const config = readConfig({ HUB_PORT: "" });
  expect(config).toMatchObject({
    port: 4000,
    scale: 0.001,
    host: "127.0.0.1",
    postgresUrl: undefined,
    registerUrls: {},
  });
  expect(config.dataDir).toMatch(/\/\.hub$/);
});

test("every variable at fault is named at once in both languages", () => {
  const wrong = {
    HUB_PORT: "70000",
    HUB_SCALE: "2",
    HUB_SEED: "-1",
    HUB_POSTGRES_URL: "mysql://x",
    HUB_SUPERVISION_URL: "ftp://x",
  };
  try {
    readConfig(wrong);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    const { problems } = error as ConfigError;
    expect(problems.map((problem) => problem.en.split(" ")[0])).toEqual(Object.keys(wrong));
    expect(problems[0]).toEqual({
      zh: "HUB_PORT 应为 0 到 65535 的整数。",
      en: "HUB_PORT must be a whole number from 0 to 65535.",
    });
  }
});

test("a register's address is found under the register's name", () => {
  const { registerUrls } = readConfig({ HUB_LEGAL_ENTITIES_URL: "http://127.0.0.1:4002" });
  expect(registerUrls).toEqual({ "legal-entities": "http://127.0.0.1:4002" });
});

import { expect, test } from "vitest";
import { readConfig } from "../config.ts";
import { dossierQuery, exampleCommand } from "./example.ts";

const CODE = "62990120000101001X";

test("the command sends the number in the body and nowhere else", () => {
  const command = exampleCommand("http://127.0.0.1:4000", readConfig({}), CODE);
  expect(command.split(CODE)).toHaveLength(2);
  expect(command.slice(command.indexOf("--data-binary"))).toContain(CODE);
});

test("the token command carries only the settings that differ", () => {
  expect(exampleCommand("http://127.0.0.1:4000", readConfig({}), CODE)).toContain("$(npx hub token ");
  const other = readConfig({ HUB_PORT: "4001", HUB_DATA_DIR: "/tmp/a folder" });
  expect(exampleCommand("http://127.0.0.1:4001", other, CODE)).toContain(
    "$(HUB_PORT=4001 HUB_DATA_DIR='/tmp/a folder' npx",
  );
});

test("nothing in the body ends the quotes of the shell", () => {
  expect(dossierQuery()).not.toMatch(/['"#]/);
});

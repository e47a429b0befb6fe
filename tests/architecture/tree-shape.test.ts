import { readdirSync } from "node:fs";
import { basename, dirname } from "node:path";
import { expect, test } from "vitest";
import { filesEnding, folders, ROOT } from "./tree.ts";

const CODE = filesEnding(".ts", ".tsx", ".mjs");
const MOST_LINES = 400;
const MOST_LINES_OF_A_TEST = 600;

const isTest = (path: string) => path.endsWith(".test.ts");

test("no file is longer than it may be", () => {
  const tooLong = CODE.filter(({ path, text }) => {
    return text.split("\n").length - 1 > (isTest(path) ? MOST_LINES_OF_A_TEST : MOST_LINES);
  });
  expect(tooLong.map(({ path }) => path)).toEqual([]);
});

test("no folder is a drawer for everything", () => {
  const drawers = new Set(["utils", "helpers", "common", "lib", "services", "managers"]);
  expect(folders().filter((name) => drawers.has(name))).toEqual([]);
});

test("file names are in kebab-case", () => {
  const kebab = /^[.]?[a-z0-9]+(-[a-z0-9]+)*([.][a-z0-9]+(-[a-z0-9]+)*)+$/;
  const files = [...CODE, ...filesEnding(".graphql", ".sql")].map(({ path }) => path);
  // Migrations carry the number that the generator put in front of <verb>_<noun>.
  const others = files.filter((path) => !path.includes("/migrations/") && !path.endsWith(".tsx"));
  expect(others.filter((path) => !kebab.test(basename(path)))).toEqual([]);
});

test("index.ts is the public face of a package and nothing else", () => {
  const faces = /^(schema|scripts|gateway[/]src|subgraphs[/][^/]+[/]src)$/;
  const others = CODE.filter(({ path }) => basename(path) === "index.ts" && !faces.test(dirname(path)));
  expect(others.map(({ path }) => path)).toEqual([]);
});

test("only a configuration reads the environment", () => {
  // hub.ts hands the whole environment to the configuration; toolchain.mjs runs before there is one;
  // library-environment.ts sets what libraries read at import, so the gateway may assert that telemetry is off.
  const readers = new Set(["scripts/hub.ts", "scripts/toolchain.mjs", "scripts/library-environment.ts"]);
  const others = CODE.filter(({ path, text }) => {
    const mayRead = readers.has(path) || basename(path) === "config.ts" || path.startsWith("tests/");
    return (
      !mayRead &&
      !isTest(path) &&
      /process[.]env(?!\["APOLLO_TELEMETRY_DISABLED"\])|\benv\b.*from "node:process"/.test(text)
    );
  });
  expect(others.map(({ path }) => path)).toEqual([]);
});

test("the title of a test states a fact", () => {
  const wishes = CODE.filter(({ path, text }) => isTest(path) && /\b(test|it)\(\s*["'`][^"'`]*\bshould\b/.test(text));
  expect(wishes.map(({ path }) => path)).toEqual([]);
});

test("no test is left out and none runs alone", () => {
  const marked = CODE.filter(({ path, text }) => {
    return isTest(path) && /\b(test|it|describe)[.](only|skip|todo|fails)\(/.test(text.replaceAll(/"[^"]*"/g, ""));
  });
  expect(marked.map(({ path }) => path)).toEqual([]);
});

test("the root holds five folders of ours", () => {
  const visible = readdirSync(ROOT, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && !entry.name.startsWith("."),
  );
  const names = visible.map((entry) => entry.name).filter((name) => name !== "node_modules" && name !== "coverage");
  expect(names.filter((name) => name !== "patches").sort()).toEqual([
    "gateway",
    "schema",
    "scripts",
    "subgraphs",
    "tests",
  ]);
});

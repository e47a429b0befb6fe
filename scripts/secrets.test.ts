import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openSecrets } from "./secrets.ts";

const folder = mkdtempSync(join(tmpdir(), "tongshu-secrets-"));
const file = join(folder, "secrets.json");
afterAll(() => rmSync(folder, { recursive: true }));

test("a secret is made once, kept, and differs from every other", () => {
  const first = openSecrets(file).get("one");
  expect(openSecrets(file).get("one")).toBe(first);
  expect(openSecrets(file).get("two")).not.toBe(first);
  expect(first).toMatch(/^[\w-]{32}$/);
});

test("only its owner may read the file", () => {
  openSecrets(file).get("one");
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test("a damaged file is named and not replaced", () => {
  const damaged = join(folder, "damaged.json");
  writeFileSync(damaged, "{");
  expect(() => openSecrets(damaged)).toThrow(`The secrets file ${damaged} cannot be read.`);
});

test("a secret that another process made meanwhile is taken over, not made anew", () => {
  const shared = join(folder, "shared.json");
  const [first, second] = [openSecrets(shared), openSecrets(shared)];
  expect(second.get("postgres.admin")).toBe(first.get("postgres.admin"));
});

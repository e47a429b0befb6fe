import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { openDataFolder } from "../data-folder.ts";
import { withStartLock } from "./start-lock.ts";

const folder = openDataFolder(mkdtempSync(join(tmpdir(), "tongshu-lock-")));
const file = join(folder.path, "starting.pid");
/** Higher than any that Linux gives. */
const NOBODY = "4194305";

afterAll(() => rmSync(folder.path, { recursive: true }));

test("of several that start at once, one does at a time", async () => {
  let running = 0;
  let most = 0;
  const start = () =>
    withStartLock(folder, async () => {
      most = Math.max(most, ++running);
      await sleep(20);
      running -= 1;
    });
  await Promise.all([start(), start(), start()]);
  expect(most).toBe(1);
});

test("what a killed process left is taken over, and nothing is left behind", async () => {
  writeFileSync(file, NOBODY);
  await expect(withStartLock(folder, async () => "started")).resolves.toBe("started");
  expect(existsSync(file)).toBe(false);
});

test("a start that fails lets the next one in", async () => {
  await expect(withStartLock(folder, () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  await expect(withStartLock(folder, async () => "started")).resolves.toBe("started");
});

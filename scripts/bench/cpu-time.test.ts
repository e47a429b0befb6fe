import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { cpuTimesMs } from "./cpu-time.ts";

const BUSY =
  "const end = Date.now() + 300; while (Date.now() < end); process.stdout.write('done'); setInterval(() => {}, 1e3)";

test("counts a process below the one that is asked for, and no other", async () => {
  const child = spawn(process.execPath, ["-e", BUSY], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const [before = 0] = cpuTimesMs([process.pid]);
    await once(child.stdout, "data");
    const [after = 0, ofChild = 0, ofNobody] = cpuTimesMs([process.pid, child.pid ?? 0, 2 ** 30]);
    expect(ofChild).toBeGreaterThan(50);
    expect(after - before).toBeGreaterThanOrEqual(50);
    expect(after).toBeGreaterThanOrEqual(ofChild);
    expect(ofNobody).toBe(0);
  } finally {
    child.kill("SIGKILL");
  }
});

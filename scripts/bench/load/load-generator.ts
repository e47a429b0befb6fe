import { runChild } from "../child-process.ts";
import { cpuTimesMs } from "../cpu-time.ts";
import { ClosedLoop } from "./closed-loop.ts";
import type { LoadJob, LoadResult } from "./load-job.ts";

// The process that asks: nothing but this runs in it, so that what it costs is not counted for anybody else.
await runChild(
  async () => ({}),
  (message) => measure(message as LoadJob),
);

async function measure(job: LoadJob): Promise<LoadResult> {
  const loop = new ClosedLoop(job);
  loop.start();
  await passed(job.rampMs);
  const pids = [job.wayPid, job.postgresPid, process.pid];
  const before = cpuTimesMs(pids);
  loop.beginMeasuring();
  await Promise.all([passed(job.measureMs), loop.firstAnswer]);
  const figures = loop.endMeasuring();
  const [wayCpuMs = 0, postgresCpuMs = 0, loadCpuMs = 0] = cpuTimesMs(pids).map((ms, at) => ms - (before[at] ?? 0));
  await loop.stop();
  return { ...figures, wayCpuMs, postgresCpuMs, loadCpuMs };
}

function passed(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

import { systemClock } from "@tongshu/kit";
import type { Config } from "../config.ts";
import { publishAllCounts } from "../province/publish-counts.ts";
import { openStack } from "../stack/stack.ts";
import { say } from "../terminal.ts";

/** Publishes this month's tables of counts where they are missing; again in the same month changes nothing. */
export async function publish(config: Config): Promise<void> {
  await using running = new AsyncDisposableStack();
  await publishAllCounts(await openStack(config, running), systemClock.nowMs());
  say({ zh: "本月统计表已公布。", en: "This month's tables of counts are published." });
}

import type { Config } from "../config.ts";
import { untilStopSignal } from "../stack/stop-signal.ts";
import { say } from "../terminal.ts";

export interface UpOptions {
  /** Gateway and registers as six processes instead of one. */
  readonly split?: boolean;
}

/** Starts everything and stays until it is told to stop. Exit code 1 when something it needs went away by itself. */
export async function up(config: Config, { split = false }: UpOptions): Promise<void> {
  await using running = new AsyncDisposableStack();
  const stopSignal = untilStopSignal();
  const { startHub } = await import("../stack/start-hub.ts");
  const started = startHub(config, split, running);
  const end = await Promise.race([stopSignal, started.then((hub) => Promise.race([stopSignal, hub.lost]))]);
  if (end.kind === "LOST") {
    say(end.reason);
    process.exitCode = 1;
  }
  say({ zh: "正在停止……", en: "Stopping …" });
}

import type { Config } from "../config.ts";
import { resolvePort } from "../ports.ts";
import { say } from "../terminal.ts";
import { startInOneProcess } from "./one-process.ts";
import { prepareHub } from "./prepare-hub.ts";
import { printReady } from "./ready.ts";
import { startSplit } from "./split.ts";
import { openStack, type Stack } from "./stack.ts";
import type { End } from "./stop-signal.ts";

export interface RunningHub {
  readonly url: string;
  /** Resolves when something it cannot do without has gone away by itself. */
  readonly lost: Promise<End>;
}

/** From an empty folder to an answering hub; whatever it starts is stopped when `running` is disposed of. */
export async function startHub(config: Config, isSplit: boolean, running: AsyncDisposableStack): Promise<RunningHub> {
  const port = await resolvePort(config.port, config.host);
  say({ zh: "启动 PostgreSQL……", en: "Starting PostgreSQL …" });
  const stack = await openStack(config, running, "alone");
  say({ zh: "检查数据库结构……", en: "Bringing the databases up to date …" });
  await prepareHub(stack, config);
  const start = isSplit ? startSplit : startInOneProcess;
  const url = await start({ ...config, port }, stack, running);
  printReady(url, { ...config, port });
  return { url, lost: databaseLost(stack) };
}

async function databaseLost(stack: Stack): Promise<End> {
  await stack.server.lost;
  const { postgresLog } = stack.folder;
  return {
    kind: "LOST",
    reason: {
      zh: `PostgreSQL 意外停止，原因见 ${postgresLog}。`,
      en: `PostgreSQL stopped by itself; the reason is in ${postgresLog}.`,
    },
  };
}

import type { Config } from "../config.ts";
import { resolvePort } from "../ports.ts";
import { ensureProvince } from "../province/ensure-province.ts";
import { say } from "../terminal.ts";
import { migrateAll } from "./migrate-all.ts";
import { startInOneProcess } from "./one-process.ts";
import { printReady } from "./ready.ts";
import { seedClients } from "./seed-clients.ts";
import { startSplit } from "./split.ts";
import { openStack, type Stack } from "./stack.ts";
import type { End } from "./stop-signal.ts";

export interface RunningHub {
  readonly url: string;
  /** Resolves when a part of it has gone away by itself. */
  readonly lost: Promise<End>;
}

/** From an empty folder to an answering hub; whatever it starts is stopped when `running` is disposed of. */
export async function startHub(config: Config, isSplit: boolean, running: AsyncDisposableStack): Promise<RunningHub> {
  const port = await resolvePort(config.port, config.host);
  say({ zh: "启动 PostgreSQL……", en: "Starting PostgreSQL …" });
  const stack = await openStack(config, running);
  say({ zh: "检查数据库结构……", en: "Bringing the databases up to date …" });
  await migrateAll(stack);
  await ensureProvince(stack, config);
  await seedClients(stack);
  const start = isSplit ? startSplit : startInOneProcess;
  const hub = await start({ ...config, port }, stack, running);
  printReady(hub.url, { ...config, port });
  return { url: hub.url, lost: Promise.race([hub.lost, databaseLost(stack)]) };
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

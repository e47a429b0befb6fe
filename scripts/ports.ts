import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { StartError } from "./start-error.ts";

const PATIENCE_MS = 2_000;
const POLL_MS = 100;

/** A port of the loopback address that nobody listens on right now. */
export function findFreePort(): Promise<number> {
  return listenBriefly(0, "127.0.0.1");
}

/**
 * Says so before anything is started when another program holds the port. 0 stands for any port. A hub that was just
 * told to stop may hold its port a moment longer.
 */
export async function resolvePort(port: number, host: string, patienceMs = PATIENCE_MS): Promise<number> {
  const deadlineMs = performance.now() + patienceMs;
  for (;;) {
    try {
      return await listenBriefly(port, host);
    } catch (cause) {
      const isTaken = (cause as NodeJS.ErrnoException).code === "EADDRINUSE";
      if (!isTaken || performance.now() > deadlineMs) throw cannotListen(port, host, cause);
    }
    await sleep(POLL_MS);
  }
}

function cannotListen(port: number, host: string, cause: unknown): StartError {
  const code = (cause as NodeJS.ErrnoException).code;
  if (code === "EADDRINUSE") {
    const text = {
      zh: `端口 ${port} 已被其他程序占用；请停止该程序，或以 HUB_PORT 指定其他端口。`,
      en: `Port ${port} is taken by another program; stop that one or name another port in HUB_PORT.`,
    };
    return new StartError(text, { cause });
  }
  const text = {
    zh: `无法在 ${host} 的端口 ${port} 上监听（${code}）。`,
    en: `Listening on port ${port} of ${host} is not possible (${code}).`,
  };
  return new StartError(text, { cause });
}

function listenBriefly(port: number, host: string): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer().once("error", fail);
    probe.listen(port, host, () => {
      const address = probe.address();
      probe.close(() => (typeof address === "object" && address ? done(address.port) : fail(new Error("no port"))));
    });
  });
}

import { createServer } from "node:net";
import { StartError } from "./start-error.ts";

/** A port of the loopback address that nobody listens on right now. */
export function findFreePort(): Promise<number> {
  return listenBriefly(0, "127.0.0.1");
}

/** Says so before anything is started when another program holds the port. 0 stands for any port. */
export async function resolvePort(port: number, host: string): Promise<number> {
  try {
    return await listenBriefly(port, host);
  } catch (cause) {
    throw cannotListen(port, host, cause);
  }
}

export function cannotListen(port: number, host: string, cause: unknown): StartError {
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

import type { Config } from "../config.ts";
import { type DatabaseName, REGISTER_NAMES } from "../databases/names.ts";
import { resolvePort } from "../ports.ts";
import { servePart } from "../stack/serve-part.ts";
import { untilStopSignal } from "../stack/stop-signal.ts";
import { StartError } from "../start-error.ts";
import { say } from "../terminal.ts";

const PARTS: ReadonlyMap<string, DatabaseName> = new Map([
  ["gateway", "hub"],
  ...REGISTER_NAMES.map((name) => [name, name] as const),
]);

/** Serves the gateway or one register until it is told to stop. */
export async function serve(config: Config, part: string): Promise<void> {
  const name = PARTS.get(part);
  if (name === undefined) {
    const names = [...PARTS.keys()].join(", ");
    throw new StartError({
      zh: `没有名为 ${part} 的部分：${names}。`,
      en: `There is no part ${part}; there are ${names}.`,
    });
  }
  await using running = new AsyncDisposableStack();
  const stopSignal = untilStopSignal();
  const port = await resolvePort(config.port, config.host);
  const { url } = await servePart({ ...config, port }, name, running);
  // A supervisor waits for the word; a person reads the line.
  if (process.send) process.send("ready");
  else say({ zh: `${part} 已就绪：${url}`, en: `${part} listens at ${url}` });
  await stopSignal;
}

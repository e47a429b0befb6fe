import type { Config } from "../config.ts";
import { exampleCommand } from "../example/example.ts";
import { sampleNumbers } from "../generate/sample-numbers.ts";
import { say } from "../terminal.ts";

/** Says where the hub listens and how to ask it; the last thing before it only answers. */
export function printReady(url: string, config: Config): void {
  const { citizenIdNumber } = sampleNumbers(config);
  say({ zh: `枢纽已就绪：${url}/graphql（Ctrl-C 停止）`, en: `The hub listens at ${url}/graphql (Ctrl-C stops it).` });
  say({ zh: "在另一个终端的本目录中粘贴：", en: "Paste this in another terminal, in this folder:" });
  process.stdout.write(`\n${exampleCommand(url, config, citizenIdNumber)}\n\n`);
}

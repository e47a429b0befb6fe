import { findFreePort } from "../../ports.ts";
import { startSplit } from "../../stack/split.ts";
import { runChild } from "../child-process.ts";
import { givenStack } from "../given-stack.ts";
import type { WaySettings } from "../way.ts";

// The hub as `hub up --split` starts it: six processes below this one, which only waits.
await runChild(async (settings: WaySettings, running) => {
  const config = { ...settings.config, port: await findFreePort() };
  const url = await startSplit(config, givenStack(settings), running);
  return { url: `${url}/graphql` };
});

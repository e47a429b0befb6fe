import { findFreePort } from "../../ports.ts";
import { startInOneProcess } from "../../stack/one-process.ts";
import { runChild } from "../child-process.ts";
import { givenStack } from "../given-stack.ts";
import type { WaySettings } from "../way.ts";

// The hub as `hub up` starts it: tokens, purposes, both walls and the durable record.
await runChild(async (settings: WaySettings, running) => {
  const config = { ...settings.config, port: await findFreePort() };
  const url = await startInOneProcess(config, givenStack(settings), running);
  return { url: `${url}/graphql` };
});

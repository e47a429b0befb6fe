import type { GatewayOptions } from "@tongshu/gateway";
import { readClientKeys, requestToken } from "@tongshu/gateway/sign-in";
import { findFreePort, readConfig, type Stack, startInOneProcess, startSplit } from "@tongshu/scripts/stack";
import { cloneProvince } from "./province.ts";

export interface TestCaller {
  readonly clientId: string;
  readonly officerId?: string;
  readonly citizenId?: string;
}

export interface TestHub {
  readonly url: string;
  /** Under which the command line finds this hub. */
  readonly variables: Readonly<Record<string, string>>;
  /** Its own databases, by duty. */
  readonly urlOf: Stack["urlOf"];
  token(caller: TestCaller): Promise<string>;
  /** Stops the hub and removes its databases. */
  stop(): Promise<void>;
}

export interface TestHubOptions {
  readonly isSplit?: boolean;
  /** A clock, limits, other registers: whatever differs from the hub that `hub up` starts. */
  readonly changes?: Partial<GatewayOptions>;
}

/** A whole hub on its own copy of a small province, with the demo clients. */
export async function startTestHub({ isSplit = false, changes = {} }: TestHubOptions = {}): Promise<TestHub> {
  await using starting = new AsyncDisposableStack();
  const stack = await cloneProvince(starting);
  const variables = { HUB_PORT: String(await findFreePort()), HUB_DATA_DIR: stack.folder.path };
  const config = readConfig(variables);
  const url = isSplit
    ? await startSplit(config, stack, starting)
    : await startInOneProcess(config, stack, starting, changes);
  const keys = await readClientKeys(stack.folder.demoKeysFile);
  const running = starting.move();
  return {
    url,
    variables,
    urlOf: stack.urlOf,
    async token({ clientId, ...person }) {
      const privateJwk = keys[clientId];
      if (privateJwk === undefined) throw new Error(`there is no demo client ${clientId}`);
      const { accessToken } = await requestToken({ issuerUrl: url, clientId, privateJwk, ...person });
      return accessToken;
    },
    stop: () => running.disposeAsync(),
  };
}

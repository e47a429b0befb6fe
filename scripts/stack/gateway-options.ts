import type { GatewayOptions } from "@tongshu/gateway";
import { type Register, systemClock } from "@tongshu/kit";
import type { Config } from "../config.ts";
import type { Log } from "./log.ts";
import { publicUrlOf } from "./public-url.ts";

export interface GatewayParts {
  readonly hubDatabaseUrl: string;
  /** Absent: this gateway has no control plane. */
  readonly controlDatabaseUrl?: string | undefined;
  readonly sealingSecret: string;
  readonly registers: readonly Register[];
  readonly log: Log;
}

/** What both ways of running the gateway have in common. */
export function gatewayOptions(config: Config, parts: GatewayParts): GatewayOptions {
  const { host, port, otlpUrl } = config;
  const { controlDatabaseUrl, ...required } = parts;
  return {
    ...required,
    host,
    port,
    issuerUrl: publicUrlOf(config, port),
    clock: systemClock,
    ...(controlDatabaseUrl === undefined ? {} : { controlDatabaseUrl }),
    ...(otlpUrl === undefined ? {} : { otlpUrl }),
  };
}

import type { ApolloServer } from "@apollo/server";
import type { Logger } from "pino";
import { openHubDatabase } from "../store/database.ts";
import type { ControlContext, ControlServices } from "./control-context.ts";
import { createControlServer } from "./control-server.ts";

export interface ControlPlaneOptions extends Omit<ControlServices, "database"> {
  /** The hub database under its control role. */
  readonly databaseUrl: string;
  readonly maxTokens: number;
  readonly log: Logger;
}

export interface ControlPlane {
  readonly apollo: ApolloServer<ControlContext>;
  readonly services: ControlServices;
  stop(): Promise<void>;
}

/** An act holds its connection while it waits for the one before it; others must not wait with it. */
const MAX_CONNECTIONS = 4;

export async function openControlPlane(options: ControlPlaneOptions): Promise<ControlPlane> {
  const { databaseUrl, maxTokens, log, ...rest } = options;
  const database = openHubDatabase({ url: databaseUrl, applicationName: "control", maxConnections: MAX_CONNECTIONS });
  const services: ControlServices = { database, ...rest };
  const apollo = createControlServer(services, maxTokens, log);
  await apollo.start();
  return {
    apollo,
    services,
    async stop() {
      await apollo.stop();
      await database.close();
    },
  };
}

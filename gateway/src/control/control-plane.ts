import type { ApolloServer } from "@apollo/server";
import type { Logger } from "pino";
import { createWatermark } from "../audit/watermark.ts";
import { createSeal } from "../identity/seal.ts";
import { openHubDatabase } from "../store/database.ts";
import { PolicyArchive } from "../store/policy-archive.ts";
import { createPolicySigner } from "../store/policy-signer.ts";
import type { ControlContext, ControlServices } from "./control-context.ts";
import { createControlServer } from "./control-server.ts";
import { doDueWork, startDueWork } from "./due-work.ts";

export interface ControlPlaneOptions
  extends Omit<ControlServices, "database" | "archive" | "seal" | "signer" | "watermark"> {
  /** The hub database under its control role. */
  readonly databaseUrl: string;
  readonly maxTokens: number;
  readonly sealingSecret: string;
  readonly log: Logger;
}

export interface ControlPlane {
  readonly apollo: ApolloServer<ControlContext>;
  readonly services: ControlServices;
  /** Does at once what the clock would do within a minute: escalations, ends, notices. */
  doDueWork(): Promise<void>;
  stop(): Promise<void>;
}

/** An act holds its connection while it waits for the one before it; others must not wait with it. */
const MAX_CONNECTIONS = 4;

export async function openControlPlane(options: ControlPlaneOptions): Promise<ControlPlane> {
  const { databaseUrl, maxTokens, sealingSecret, log, ...rest } = options;
  const database = openHubDatabase({ url: databaseUrl, applicationName: "control", maxConnections: MAX_CONNECTIONS });
  const services: ControlServices = {
    database,
    archive: new PolicyArchive(),
    seal: createSeal(sealingSecret),
    watermark: createWatermark(sealingSecret),
    signer: createPolicySigner({ clock: rest.clock, sealingSecret }),
    ...rest,
  };
  const apollo = createControlServer(services, maxTokens, log);
  await apollo.start();
  const dueWork = startDueWork(services, log);
  return {
    apollo,
    services,
    doDueWork: () => doDueWork(services),
    async stop() {
      await dueWork.stop();
      await apollo.stop();
      await database.close();
    },
  };
}

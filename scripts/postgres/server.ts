import type { Config } from "../config.ts";
import type { DataFolder } from "../data-folder.ts";
import type { Secrets } from "../secrets.ts";
import { startEmbedded } from "./embedded.ts";
import { joinExternal } from "./external.ts";
import type { Sharing } from "./running-server.ts";

export interface PostgresServer {
  /** Of a role that may create databases and roles; holds its password. */
  readonly adminUrl: string;
  /** Resolves when a server this process started has gone without being asked to; never for somebody else's. */
  readonly lost: Promise<void>;
  /** Stops a server this process started; does nothing to one it found running. */
  stop(): Promise<void>;
}

/** The operator's own server when the configuration names one, else the embedded one of the data folder. */
export function openServer(
  config: Config,
  folder: DataFolder,
  secrets: Secrets,
  sharing: Sharing,
): Promise<PostgresServer> {
  if (config.postgresUrl !== undefined) return joinExternal(config.postgresUrl);
  return startEmbedded(folder, secrets, "durable", sharing);
}

import { openDataFolder } from "../data-folder.ts";
import { databaseUrl } from "../databases/urls.ts";
import { openSecrets } from "../secrets.ts";
import type { Stack } from "../stack/stack.ts";
import type { WaySettings } from "./way.ts";

/** The stack of the process that started this one, which alone provisions it and stops its server. */
export function givenStack({ config, adminUrl }: WaySettings): Stack {
  const folder = openDataFolder(config.dataDir);
  const secrets = openSecrets(folder.secretsFile);
  const server = { adminUrl, lost: new Promise<void>(() => {}), stop: async () => {} };
  return { folder, secrets, server, urlOf: (name, duty) => databaseUrl(adminUrl, secrets, name, duty) };
}

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDataFolder, openSecrets, readKeptServer, startEmbedded } from "@tongshu/scripts";
import type { TestProject } from "vitest/node";
import { readFuzzProfile } from "./fuzz-profile.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Superuser URL of the one PostgreSQL of this run, on the database `postgres`. */
    postgresUrl: string;
    /** Holds the secrets of this run. */
    dataFolder: string;
  }
}

/** One PostgreSQL for the whole run, in a folder that goes with it; or the one that whoever starts many runs keeps for them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  project.provide("fuzz", readFuzzProfile(process.env));
  const kept = readKeptServer(project.config.root);
  if (kept) {
    project.provide("postgresUrl", kept.postgresUrl);
    project.provide("dataFolder", kept.dataFolder);
    return async () => {};
  }
  const path = await mkdtemp(join(tmpdir(), "tongshu-test-"));
  const folder = openDataFolder(path);
  const server = await startEmbedded(folder, openSecrets(folder.secretsFile), "disposable");
  project.provide("postgresUrl", server.adminUrl);
  project.provide("dataFolder", folder.path);
  return async () => {
    await server.stop();
    await rm(path, { recursive: true, force: true });
  };
}

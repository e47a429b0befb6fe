import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { openDataFolder } from "../data-folder.ts";
import { startEmbedded } from "../postgres/embedded.ts";
import { openSecrets } from "../secrets.ts";

/** Where the tests of one workspace find a PostgreSQL that is kept for many runs. */
interface KeptServer {
  readonly postgresUrl: string;
  readonly dataFolder: string;
}

const fileIn = (root: string) => join(root, ".hub", "kept-test-server.json");

/** Null where each run starts its own. */
export function readKeptServer(root: string): KeptServer | null {
  const file = fileIn(root);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as KeptServer) : null;
}

/** One PostgreSQL for all test runs in these workspaces, until it is stopped. */
export async function keepServer(roots: readonly string[]): Promise<{ stop(): Promise<void> }> {
  const dataFolder = mkdtempSync(join(tmpdir(), "tongshu-check-"));
  const folder = openDataFolder(dataFolder);
  const server = await startEmbedded(folder, openSecrets(folder.secretsFile), "disposable");
  const kept: KeptServer = { postgresUrl: server.adminUrl, dataFolder };
  for (const root of roots) setKept(root, kept);
  return {
    async stop() {
      await server.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** Runs something without the kept server, so that the databases are made anew by the code as it is now. */
export async function withoutKeptServer<T>(root: string, run: () => Promise<T>): Promise<T> {
  const kept = readKeptServer(root);
  rmSync(fileIn(root), { force: true });
  try {
    return await run();
  } finally {
    if (kept) setKept(root, kept);
  }
}

function setKept(root: string, kept: KeptServer): void {
  mkdirSync(dirname(fileIn(root)), { recursive: true });
  writeFileSync(fileIn(root), JSON.stringify(kept));
}

import { existsSync, mkdirSync, realpathSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { StartError } from "./start-error.ts";

/** The one folder a hub writes to: its PostgreSQL cluster, its secrets and its logs. */
export interface DataFolder {
  readonly path: string;
  readonly cluster: string;
  readonly secretsFile: string;
  readonly keys: string;
  /** Private keys of the demo clients. */
  readonly demoKeysFile: string;
  readonly postgresLog: string;
  readonly hubLog: string;
}

/**
 * Creates the folder when it is missing. For an ordinary user it is closed to everybody else; for root others may
 * walk through it but not list it, because PostgreSQL refuses to run as root and its user must reach the cluster. A
 * folder that is there keeps its mode: it may be shared, and what is secret in it is closed by itself.
 */
export function openDataFolder(path: string): DataFolder {
  const given = resolve(path);
  try {
    makeFolder(given);
    // Two ways to name one folder must not look like two folders: a server is recognised by its path.
    const root = realpathSync(given);
    const folder = layout(root);
    mkdirSync(folder.keys, { recursive: true, mode: 0o700 });
    return folder;
  } catch (cause) {
    throw new StartError(
      { zh: `数据目录 ${given} 不可写。`, en: `The data folder ${given} cannot be written.` },
      { cause },
    );
  }
}

/** Node's own recursive mkdir never comes back where a folder cannot be made although its parent is there (/proc). */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path, { mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
}

function layout(root: string): DataFolder {
  return {
    path: root,
    cluster: join(root, "postgres"),
    secretsFile: join(root, "secrets.json"),
    keys: join(root, "keys"),
    demoKeysFile: join(root, "keys", "demo-clients.json"),
    postgresLog: join(root, "postgres.log"),
    hubLog: join(root, "hub.log"),
  };
}

import { execFileSync, spawnSync } from "node:child_process";
import { chownSync, lchownSync, readdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Binaries } from "./binaries.ts";

/** How PostgreSQL's programs are started: PostgreSQL refuses root, so root hands them to an unprivileged user. */
export interface RunAs {
  /** Put in front of a command line. */
  readonly prefix: readonly string[];
  readonly ids: { readonly uid?: number; readonly gid?: number };
  /** Gives a file or a folder with all it holds to that user. */
  own(path: string): void;
}

const OWN_USER: RunAs = { prefix: [], ids: {}, own: () => {} };

/**
 * When a folder on the way is closed to that user (a clone below /root), the Linux capability that walks through
 * folders is kept for PostgreSQL; it is not given otherwise.
 */
export function chooseRunAs(binaries: Binaries, cluster: string): RunAs {
  if (process.getuid?.() !== 0) return OWN_USER;
  const [uid, gid] = [idOfNobody("-u"), idOfNobody("-g")];
  const own = (path: string) => ownTree(path, uid, gid);
  const paths = [binaries.initdb, binaries.postgres, join(binaries.share, "postgres.bki"), dirname(cluster)];
  if (paths.every(isOpenToOthers) || !hasSetpriv()) return { prefix: [], ids: { uid, gid }, own };
  const prefix = [
    "setpriv",
    `--reuid=${uid}`,
    `--regid=${gid}`,
    "--clear-groups",
    // access(2) otherwise ignores the capability, and initdb looks for postgres with it.
    "--securebits=+no_setuid_fixup",
    "--inh-caps=-all,+dac_override",
    "--ambient-caps=-all,+dac_override",
    "--bounding-set=-all,+dac_override",
  ];
  return { prefix, ids: {}, own };
}

function idOfNobody(flag: "-u" | "-g"): number {
  // Kept in 32 bits without a sign: macOS writes nobody as -2.
  return Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }).trim()) >>> 0;
}

/** Whether a user who owns nothing here can reach the path: execute on every folder, read on the file. */
function isOpenToOthers(path: string): boolean {
  const target = resolve(path);
  const stats = statSync(target);
  if ((stats.mode & (stats.isDirectory() ? 0o001 : 0o004)) === 0) return false;
  for (let folder = dirname(target); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

function hasSetpriv(): boolean {
  return spawnSync("setpriv", ["--version"], { stdio: "ignore" }).status === 0;
}

function ownTree(path: string, uid: number, gid: number): void {
  chownSync(path, uid, gid);
  if (!statSync(path).isDirectory()) return;
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) ownTree(child, uid, gid);
    else lchownSync(child, uid, gid);
  }
}

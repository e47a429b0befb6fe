import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { StartError } from "../start-error.ts";
import type { Binaries } from "./binaries.ts";
import type { RunAs } from "./run-as.ts";
import type { Durability } from "./settings.ts";

export const ADMIN_ROLE = "tongshu_admin";
const MAJOR_VERSION = "18";

/**
 * Makes the cluster when there is none. It grows under another name and is renamed when whole, so a crash leaves
 * nothing that looks like a cluster.
 */
export function initialise(
  cluster: string,
  password: string,
  durability: Durability,
  binaries: Binaries,
  runAs: RunAs,
) {
  if (existsSync(cluster)) return checkCluster(cluster);
  const partial = `${cluster}.partial`;
  const passwordFile = `${cluster}.password`;
  try {
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial, { mode: 0o700 });
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    runAs.own(partial);
    runAs.own(passwordFile);
    runInitdb(partial, passwordFile, durability, binaries, runAs);
    renameSync(partial, cluster);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(partial, { recursive: true, force: true });
  }
}

function checkCluster(cluster: string): void {
  const version = readVersion(cluster);
  if (version === null || !existsSync(join(cluster, "global", "pg_control"))) {
    throw new StartError({
      zh: `${cluster} 不是完整的 PostgreSQL 数据目录；删除它即可重新建立。`,
      en: `${cluster} is not a whole PostgreSQL data folder; delete it to start anew.`,
    });
  }
  if (version !== MAJOR_VERSION) {
    throw new StartError({
      zh: `${cluster} 属于 PostgreSQL ${version}，此处为 ${MAJOR_VERSION}；请移走该目录。`,
      en: `${cluster} belongs to PostgreSQL ${version}, this is ${MAJOR_VERSION}; move the folder away.`,
    });
  }
}

function readVersion(cluster: string): string | null {
  try {
    return readFileSync(join(cluster, "PG_VERSION"), "utf8").trim();
  } catch {
    return null;
  }
}

function runInitdb(folder: string, passwordFile: string, durability: Durability, binaries: Binaries, runAs: RunAs) {
  const [program = "", ...args] = [
    ...runAs.prefix,
    binaries.initdb,
    `--pgdata=${folder}`,
    `--username=${ADMIN_ROLE}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    // PostgreSQL's own rules: the same order on every machine, whatever languages it has installed.
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    ...(durability === "disposable" ? ["--no-sync"] : []),
  ];
  const run = spawnSync(program, args, {
    ...runAs.ids,
    cwd: "/",
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
  });
  if (run.status === 0) return;
  const reason = run.error?.message ?? lastLine(run.stderr);
  throw new StartError(
    {
      zh: `无法在 ${folder} 建立 PostgreSQL（${reason}）。`,
      en: `PostgreSQL cannot be set up in ${folder} (${reason}).`,
    },
    { cause: run.error },
  );
}

/** initdb says what went wrong in the last line that is not about removing what it made. */
function lastLine(text: string): string {
  const lines = text.split("\n").filter((line) => /error|fatal|could not|cannot/i.test(line));
  return (lines[0] ?? text).replace(/^initdb: (error: )?/, "").trim();
}

import type { BilingualText } from "@tongshu/schema";
import postgres from "postgres";
import type { StartError } from "../start-error.ts";
import { connectProblem, reasonOf } from "./connect-problem.ts";
import type { PostgresServer } from "./server.ts";

const CONNECT_TIMEOUT_SECONDS = 5;
const OLDEST_VERSION = 18;

interface AdminFacts {
  readonly version: number;
  readonly isAllowed: boolean;
}

/** Joins the operator's own server after making sure that databases and roles can be created there. */
export async function joinExternal(
  url: string,
  connectTimeoutSeconds = CONNECT_TIMEOUT_SECONDS,
): Promise<PostgresServer> {
  const { version, isAllowed } = await readFacts(url, connectTimeoutSeconds);
  if (version < OLDEST_VERSION) {
    throw problem(url, {
      zh: `的 PostgreSQL 版本为 ${version}，需要 ${OLDEST_VERSION} 或更高版本`,
      en: `runs PostgreSQL ${version}; ${OLDEST_VERSION} or newer is needed`,
    });
  }
  if (!isAllowed) {
    throw problem(url, {
      zh: "的用户无权创建数据库和角色（需要 CREATEDB 与 CREATEROLE）",
      en: "gives a user who may not create databases and roles (CREATEDB and CREATEROLE are needed)",
    });
  }
  return { adminUrl: url, lost: new Promise(() => {}), stop: async () => {} };
}

async function readFacts(url: string, connectTimeoutSeconds: number): Promise<AdminFacts> {
  const sql = postgres(url, { max: 1, connect_timeout: connectTimeoutSeconds, onnotice: () => {} });
  try {
    const [row] = await sql<[AdminFacts]>`
      select current_setting('server_version_num')::int / 10000 as "version",
             rolsuper or (rolcreatedb and rolcreaterole) as "isAllowed"
      from pg_roles where rolname = current_user`;
    return row;
  } catch (cause) {
    throw problem(url, reasonOf(cause) ?? otherReason(cause), cause);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function problem(url: string, reason: BilingualText, cause?: unknown): StartError {
  return connectProblem("HUB_POSTGRES_URL", url, reason, cause);
}

function otherReason(error: unknown): BilingualText {
  const code = (error as { code?: string }).code ?? "";
  return { zh: `无法使用（${code}）`, en: `cannot be used (${code || "unknown reason"})` };
}

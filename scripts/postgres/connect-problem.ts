import type { BilingualText } from "@tongshu/schema";
import { StartError } from "../start-error.ts";

type UrlVariable = "HUB_POSTGRES_URL" | "HUB_DATABASE_URL";

/** SQLSTATE of the server, or the code of Node's network error. */
const REASONS: Readonly<Record<string, BilingualText>> = {
  "28P01": { zh: "拒绝了用户名或密码", en: "refuses the user name or the password" },
  "28000": { zh: "拒绝了该用户", en: "refuses the user" },
  "3D000": { zh: "没有所指定的数据库", en: "has no database of that name" },
  "42P01": { zh: "尚未建立数据表，请先运行 hub migrate", en: "holds no tables yet; run hub migrate first" },
  "42501": { zh: "的用户权限不足", en: "gives a user with too few rights" },
  ENOTFOUND: { zh: "的主机名无法解析", en: "names a host that cannot be found" },
  EAI_AGAIN: { zh: "的主机名无法解析", en: "names a host that cannot be found" },
  ECONNREFUSED: { zh: "无法连接", en: "cannot be reached" },
  CONNECT_TIMEOUT: { zh: "未在限期内应答", en: "did not answer in time" },
};

/** Why a server could not be used, or null when the error is of another kind. */
export function reasonOf(error: unknown): BilingualText | null {
  const { code = "", cause } = error as { code?: string; cause?: unknown };
  return REASONS[code] ?? (cause instanceof Error ? reasonOf(cause) : null);
}

/** Names the server by host and port only: the rest of the address holds the password. */
export function connectProblem(variable: UrlVariable, url: string, reason: BilingualText, cause?: unknown): StartError {
  const { host } = new URL(url);
  const text = { zh: `${variable}（${host}）${reason.zh}。`, en: `${variable} (${host}) ${reason.en}.` };
  return new StartError(text, { cause });
}

import { type GatewayOptions, type RunningGateway, SealMismatchError, startGateway } from "@tongshu/gateway";
import { connectProblem, reasonOf } from "../postgres/connect-problem.ts";
import { StartError } from "../start-error.ts";

/** Starts the gateway; throws a StartError for whatever the operator can mend. */
export async function openGateway(options: GatewayOptions): Promise<RunningGateway> {
  try {
    return await startGateway(options);
  } catch (cause) {
    throw problemOf(cause, options.hubDatabaseUrl) ?? cause;
  }
}

function problemOf(cause: unknown, hubDatabaseUrl: string): StartError | null {
  if (cause instanceof SealMismatchError) return new StartError(OTHER_SECRET, { cause });
  const reason = reasonOf(cause);
  return reason && connectProblem("HUB_DATABASE_URL", hubDatabaseUrl, reason, cause);
}

const OTHER_SECRET = {
  zh: "枢纽数据库中的签名密钥由另一个封存密钥锁定；请恢复原来的 secrets.json 或 HUB_SEALING_SECRET，或清空 signing_keys 表以生成新密钥。",
  en: "The signing keys in the hub database are locked with another secret; put the old secrets.json or HUB_SEALING_SECRET back, or empty the table signing_keys to make new keys.",
};

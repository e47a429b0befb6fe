import { requestToken } from "@tongshu/gateway";
import type { Config } from "../config.ts";
import { openDataFolder } from "../data-folder.ts";
import { publicUrlOf } from "../stack/public-url.ts";
import { demoKeysFile } from "../stack/seed-clients.ts";
import { StartError } from "../start-error.ts";

export interface TokenOptions {
  readonly client: string;
  readonly officer?: string;
  readonly citizen?: string;
}

/** Prints an access token that the running hub gave to a demo client; nothing else goes to stdout. */
export async function token(config: Config, { client, officer, citizen }: TokenOptions): Promise<void> {
  const issuerUrl = publicUrlOf(config, config.port);
  try {
    const { accessToken } = await requestToken({
      tokenUrl: `${issuerUrl}/oauth/token`,
      issuerUrl,
      keysFile: demoKeysFile(openDataFolder(config.dataDir)),
      clientId: client,
      ...(officer !== undefined && { officerId: officer }),
      ...(citizen !== undefined && { citizenId: citizen }),
    });
    process.stdout.write(`${accessToken}\n`);
  } catch (cause) {
    throw new StartError(
      {
        zh: `无法从 ${issuerUrl} 取得令牌：${(cause as Error).message}`,
        en: `No token from ${issuerUrl}: ${(cause as Error).message}`,
      },
      { cause },
    );
  }
}

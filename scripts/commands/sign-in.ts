import { readClientKeys, requestToken } from "@tongshu/gateway/sign-in";
import type { Config } from "../config.ts";
import { openDataFolder } from "../data-folder.ts";
import { publicUrlOf } from "../stack/public-url.ts";
import { StartError } from "../start-error.ts";

/** A demo client, and the person it speaks for. */
export interface SignIn {
  readonly client: string;
  readonly officer?: string;
  readonly citizen?: string;
}

/** An access token that the running hub gave to a demo client. Throws a StartError that says what to do. */
export async function signIn(config: Config, { client, officer, citizen }: SignIn): Promise<string> {
  const issuerUrl = publicUrlOf(config, config.port);
  const { demoKeysFile: keysFile } = openDataFolder(config.dataDir);
  const { [client]: privateJwk } = await readClientKeys(keysFile);
  if (privateJwk === undefined) {
    throw new StartError({
      zh: `${keysFile} 中没有客户端 ${client} 的密钥；npx hub clients 列出全部客户端。`,
      en: `${keysFile} holds no key of client ${client}; npx hub clients lists them all.`,
    });
  }
  const request = { issuerUrl, clientId: client, privateJwk, officerId: officer, citizenId: citizen };
  const { accessToken } = await requestToken(request).catch((cause: Error) => {
    throw refused(issuerUrl, cause);
  });
  return accessToken;
}

function refused(issuerUrl: string, cause: Error): StartError {
  const code = (cause.cause as NodeJS.ErrnoException | undefined)?.code;
  if (code === "ECONNREFUSED") {
    const text = {
      zh: `${issuerUrl} 上没有枢纽在运行；请先运行 npm start。`,
      en: `No hub answers at ${issuerUrl}; run npm start first.`,
    };
    return new StartError(text, { cause });
  }
  const text = { zh: `未取得令牌（${cause.message}）。`, en: `No token was issued (${cause.message}).` };
  return new StartError(text, { cause });
}

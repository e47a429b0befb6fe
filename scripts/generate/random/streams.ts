import { hmacSha256, type Mac } from "./hmac-sha256.ts";
import { Random } from "./random.ts";

/** The numbers of record `index` of `type`; no other record has a part in them, so any slice can be made alone. */
export type Streams = (type: string, index: number) => Random;

export function openStreams(seed: number): Streams {
  const mac: Mac = hmacSha256(Buffer.from(String(seed)));
  return (type, index) => {
    const words = mac(`${type}:${index}`);
    return new Random(words[0]!, words[1]!, words[2]!, words[3]!);
  };
}

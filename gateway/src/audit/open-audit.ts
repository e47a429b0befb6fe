import type { Clock } from "@tongshu/kit";
import { drizzle } from "drizzle-orm/postgres-js";
import type { Logger } from "pino";
import { createSeal } from "../identity/seal.ts";
import { loadSigningKeys } from "../identity/signing-keys.ts";
import type { HubDatabase } from "../store/database.ts";
import type { AuditWriter } from "./audit-record.ts";
import { createAuditWriter } from "./audit-writer.ts";
import { startHeadCloser } from "./head-closer.ts";

export interface AuditOptions {
  readonly database: HubDatabase;
  readonly clock: Clock;
  readonly sealingSecret: string;
  readonly log: Logger;
}

/** The writer of one gateway with the closer of its heads; closing it leaves nothing of its own open. */
export function openAudit({ database, clock, sealingSecret, log }: AuditOptions): AuditWriter {
  const seal = createSeal(sealingSecret);
  // A connection of its own: whoever waits for a lock here must not keep the hub watch from hearing of a revocation.
  const connection = database.openDedicated();
  const own = { db: drizzle(connection) };
  const heads = startHeadCloser({
    database: own,
    clock,
    signingKey: async () => {
      const { privateKeys } = await loadSigningKeys({ database: own, clock, seal });
      const [signing] = privateKeys.keys;
      if (!signing) throw new Error("the hub has no signing key");
      return signing;
    },
    // The record itself is durable; a head that could not be closed is closed in the next round.
    onError: (error) => log.warn({ err: error }, "audit head not closed"),
  });
  const writer = createAuditWriter({ database, onAppended: heads.appended });
  return {
    write: writer.write,
    async close() {
      await writer.close();
      await heads.close();
      await connection.end({ timeout: 1 });
    },
  };
}

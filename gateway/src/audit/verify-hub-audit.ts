import { createSeal } from "../identity/seal.ts";
import { loadTrustedKeys } from "../identity/signing-keys.ts";
import { storedChain } from "../store/audit-reader.ts";
import { openHubDatabase } from "../store/database.ts";
import { checkExport, type ExportReport } from "./check-export.ts";
import { type ChainReport, verifyChain } from "./verify-chain.ts";
import { createWatermark } from "./watermark.ts";

export interface AuditStore {
  /** The hub database under a role that may read the whole of it. */
  readonly databaseUrl: string;
  /** Tells the hub's own keys from others that somebody put beside them. */
  readonly sealingSecret: string;
}

/** Walks the whole record of a hub. Reads only. */
export async function verifyHubAudit({ databaseUrl, sealingSecret }: AuditStore): Promise<ChainReport> {
  const database = openHubDatabase({ url: databaseUrl, applicationName: "audit" });
  try {
    const keys = await loadTrustedKeys({ database, seal: createSeal(sealingSecret) });
    return await verifyChain(storedChain(database.db), keys);
  } finally {
    await database.close();
  }
}

/** Checks an exported file by this hub's keys and its watermarks. */
export async function verifyExportedAudit(text: string, store: AuditStore): Promise<ExportReport> {
  const { databaseUrl, sealingSecret } = store;
  const database = openHubDatabase({ url: databaseUrl, applicationName: "audit" });
  try {
    const keys = await loadTrustedKeys({ database, seal: createSeal(sealingSecret) });
    return await checkExport(text, keys, createWatermark(sealingSecret));
  } finally {
    await database.close();
  }
}

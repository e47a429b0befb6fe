import type { JSONWebKeySet } from "jose";
import { OwnRecords } from "./audit/own-records.ts";
import { ConsentGate } from "./consents/consent-gate.ts";
import { Disputes } from "./corrections/disputes.ts";
import type { Seal } from "./identity/seal.ts";
import { loadTrustedKeys } from "./identity/signing-keys.ts";
import type { HubDatabase, HubDb } from "./store/database.ts";
import { openImpatientConnection } from "./store/impatient-connection.ts";

/** What the people concerned have a say in: consent, dispute, and the log of who looked. */
export interface Evidence {
  readonly consents: ConsentGate;
  readonly disputes: Disputes;
  readonly ownRecords: OwnRecords;
  /** Every key that ever signed a head, as published. */
  publishedKeys(): JSONWebKeySet;
  /** Takes over anew what is kept in memory. */
  refresh(db: HubDb): Promise<void>;
  close(): Promise<void>;
}

/** Consents decide whether an answer leaves, so a store that is slow counts as one that is away. */
const CONSENT_TIMEOUT_MS = 1_500;
const LOG_TIMEOUT_MS = 5_000;

/** Connections of their own: a citizen's long log must not hold up anybody's consent, nor either the hub watch. */
export function openEvidence(database: HubDatabase, seal: Seal): Evidence {
  const consents = openImpatientConnection(database, CONSENT_TIMEOUT_MS);
  const log = openImpatientConnection(database, LOG_TIMEOUT_MS);
  const disputes = new Disputes();
  let keys: JSONWebKeySet = { keys: [] };
  return {
    consents: new ConsentGate(consents),
    disputes,
    ownRecords: new OwnRecords(log),
    publishedKeys: () => keys,
    async refresh(db) {
      await disputes.refresh(db);
      keys = await loadTrustedKeys({ database: { db }, seal });
    },
    async close() {
      await Promise.all([consents.close(), log.close()]);
    },
  };
}

import { OwnRecords } from "./audit/own-records.ts";
import { ConsentGate } from "./consents/consent-gate.ts";
import { Disputes } from "./corrections/disputes.ts";
import type { HubDatabase, HubDb } from "./store/database.ts";
import { openImpatientConnection } from "./store/impatient-connection.ts";

/** What the people concerned have a say in: consent, dispute, and the log of who looked. */
export interface Evidence {
  readonly consents: ConsentGate;
  readonly disputes: Disputes;
  readonly ownRecords: OwnRecords;
  /** Takes over anew what is kept in memory. */
  refresh(db: HubDb): Promise<void>;
  close(): Promise<void>;
}

/** Consents decide whether an answer leaves, so a store that is slow counts as one that is away. */
const CONSENT_TIMEOUT_MS = 1_500;
const LOG_TIMEOUT_MS = 5_000;

/** Connections of their own: a citizen's long log must not hold up anybody's consent, nor either the hub watch. */
export function openEvidence(database: HubDatabase): Evidence {
  const consents = openImpatientConnection(database, CONSENT_TIMEOUT_MS);
  const log = openImpatientConnection(database, LOG_TIMEOUT_MS);
  const disputes = new Disputes();
  return {
    consents: new ConsentGate(consents),
    disputes,
    ownRecords: new OwnRecords(log),
    refresh: (db) => disputes.refresh(db),
    async close() {
      await Promise.all([consents.close(), log.close()]);
    },
  };
}

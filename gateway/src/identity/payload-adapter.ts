import type { Clock } from "@tongshu/kit";
import { type Adapter, type AdapterPayload, errors } from "oidc-provider";
import type { HubDatabase } from "../store/database.ts";
import { findOidcPayload, type OidcPayloadRow } from "../store/oidc-payloads-reader.ts";
import {
  consumeOidcPayload,
  deleteExpiredOidcPayloads,
  deleteOidcPayload,
  deleteOidcPayloadsOfGrant,
  rememberOidcPayload,
  saveOidcPayload,
} from "../store/oidc-payloads-transactor.ts";

const SWEEP_EVERY_MS = 60_000;

/** The issuer's memory of one kind of thing, in the hub database so that every gateway remembers the same. */
export function createPayloadAdapter(database: HubDatabase, clock: Clock, model: string): Adapter {
  const now = () => new Date(clock.nowMs());
  const sweep = createSweep(database, clock);
  const find = async (by: "id" | "uid" | "userCode", value: string) =>
    toPayload(await findOidcPayload(database.db, model, by, value));

  return {
    async upsert(id, payload, expiresIn) {
      await sweep();
      const expiresAt = expiresIn === undefined ? null : new Date(clock.nowMs() + expiresIn * 1000);
      const { grantId = null, uid = null, userCode = null } = payload;
      const row = { model, id, payload, grantId, uid, userCode, expiresAt };
      if (model !== "ReplayDetection") return saveOidcPayload(database.db, row);
      // The issuer asks and then stores; two requests with one stolen assertion could both ask first. Only one stores.
      if (!(await rememberOidcPayload(database.db, row))) throw new errors.InvalidClientAuth();
    },
    find: (id) => find("id", id),
    findByUid: (uid) => find("uid", uid),
    findByUserCode: (userCode) => find("userCode", userCode),
    consume: (id) => consumeOidcPayload(database.db, model, id, now()),
    destroy: (id) => deleteOidcPayload(database.db, model, id),
    revokeByGrantId: (grantId) => deleteOidcPayloadsOfGrant(database.db, grantId),
  };
}

function toPayload(row: OidcPayloadRow | undefined): AdapterPayload | undefined {
  if (row === undefined) return undefined;
  if (row.consumedAt === null) return row.payload;
  return { ...row.payload, consumed: Math.floor(row.consumedAt.getTime() / 1000) };
}

/** Clears what has expired, at most once a minute, beside a write that happens anyway. */
function createSweep(database: HubDatabase, clock: Clock): () => Promise<void> {
  let nextAtMs = 0;
  return async () => {
    if (clock.nowMs() < nextAtMs) return;
    nextAtMs = clock.nowMs() + SWEEP_EVERY_MS;
    await deleteExpiredOidcPayloads(database.db, new Date(clock.nowMs()));
  };
}

import { HubError } from "@tongshu/kit";
import { desc, eq, lte } from "drizzle-orm";
import { LRUCache } from "lru-cache";
import type { PolicyContent } from "../policy/policy-content.ts";
import { type PolicySnapshot, takeSnapshot } from "../policy/snapshot.ts";
import type { HubDb } from "./database.ts";
import { findPolicyPointer, listRevocations } from "./policy-reader.ts";
import { policyPointerMoves, policyVersions } from "./tables/policy.ts";
import { grantRevocations } from "./tables/revocations.ts";

/** Contents never change under their hash. */
const CONTENTS_KEPT = 50;
/** A content's hash, and after a `+` the last revocation that took something from it. */
const SNAPSHOT_NAME = /^([0-9a-f]{64})(?:\+(\d{1,15}))?$/;

/** Makes any snapshot that was ever in force again. Kept contents are shared; snapshots are made anew, with no view of another moment. */
export class PolicyArchive {
  readonly #contents = new LRUCache<string, PolicyContent>({ max: CONTENTS_KEPT });

  /** What every gateway decides by within a second from now. Throws PURPOSE_UNKNOWN before the first publication. */
  async inForce(db: HubDb): Promise<PolicySnapshot> {
    const pointer = await findPolicyPointer(db);
    if (!pointer) throw new HubError("PURPOSE_UNKNOWN");
    return takeSnapshot(pointer.contentHash, await this.content(db, pointer.contentHash), await listRevocations(db));
  }

  /** The snapshot that a record names. Throws NOT_FOUND. */
  async named(db: HubDb, name: string): Promise<PolicySnapshot> {
    const [, hash, lastRevocation] = SNAPSHOT_NAME.exec(name) ?? [];
    if (!hash) throw notFound();
    const content = await this.content(db, hash);
    if (!lastRevocation) return takeSnapshot(hash, content, []);
    const revocations = await listRevocations(db);
    return takeSnapshot(
      hash,
      content,
      revocations.filter(({ revocationNo }) => revocationNo <= Number(lastRevocation)),
    );
  }

  /** What was in force at an instant. Throws NOT_FOUND for one before the first publication. */
  async at(db: HubDb, at: Date): Promise<PolicySnapshot> {
    const [move] = await db
      .select({ contentHash: policyVersions.contentHash })
      .from(policyPointerMoves)
      .innerJoin(policyVersions, eq(policyVersions.versionNo, policyPointerMoves.versionNo))
      .where(lte(policyPointerMoves.movedAt, at))
      .orderBy(desc(policyPointerMoves.moveNo))
      .limit(1);
    if (!move) throw notFound();
    const revocations = await db
      .select({ revocationNo: grantRevocations.revocationNo, grantNo: grantRevocations.grantNo })
      .from(grantRevocations)
      .where(lte(grantRevocations.at, at));
    return takeSnapshot(move.contentHash, await this.content(db, move.contentHash), revocations);
  }

  /** Throws NOT_FOUND. */
  async content(db: HubDb, contentHash: string): Promise<PolicyContent> {
    const kept = this.#contents.get(contentHash);
    if (kept) return kept;
    const [row] = await db
      .select({ content: policyVersions.content })
      .from(policyVersions)
      .where(eq(policyVersions.contentHash, contentHash));
    if (!row) throw notFound();
    this.#contents.set(contentHash, row.content);
    return row.content;
  }
}

function notFound(): HubError {
  return new HubError("NOT_FOUND", { field: "policyVersion" });
}

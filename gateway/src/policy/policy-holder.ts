import { HubError } from "@tongshu/kit";
import type { PolicyContent } from "./policy-content.ts";
import { type PolicySnapshot, type Revocation, takeSnapshot } from "./snapshot.ts";

/** A version that was checked: its content is what its hash names, and a key of the hub signed the hash. */
export interface TrustedPolicy {
  readonly contentHash: string;
  readonly content: PolicyContent;
}

/** Where a gateway's policy comes from. */
export interface PolicySource {
  /** Hash of the version in force; null before the first publication. */
  findHash(): Promise<string | null>;
  listRevocations(): Promise<readonly Revocation[]>;
  /** Null for a version that is unsigned, altered or gone. */
  findTrusted(contentHash: string): Promise<TrustedPolicy | null>;
}

/** The policy in force on this gateway. Replaced whole; a request keeps the snapshot it began with. */
export class PolicyHolder {
  #trusted: TrustedPolicy | null = null;
  #snapshot: PolicySnapshot | null = null;

  get isLoaded(): boolean {
    return this.#snapshot !== null;
  }

  /** Throws PURPOSE_UNKNOWN before any version was published: without a policy nobody may see anything. */
  current(): PolicySnapshot {
    if (!this.#snapshot) throw new HubError("PURPOSE_UNKNOWN");
    return this.#snapshot;
  }

  /**
   * Takes over what is in force now. A version that cannot be trusted changes nothing, and false says so; what was revoked
   * is closed all the same.
   */
  async refresh(source: PolicySource): Promise<boolean> {
    const hash = await source.findHash();
    const revocations = await source.listRevocations();
    const found = hash === null || hash === this.#trusted?.contentHash ? this.#trusted : await source.findTrusted(hash);
    const isTrusted = found !== null || hash === null;
    this.#trusted = hash === null ? null : (found ?? this.#trusted);
    this.#replace(this.#trusted, revocations);
    return isTrusted;
  }

  /** The old snapshot stays where nothing has changed: views and what was compiled for them are kept by it. */
  #replace(trusted: TrustedPolicy | null, revocations: readonly Revocation[]): void {
    const next = trusted && takeSnapshot(trusted.contentHash, trusted.content, revocations);
    if (next?.version !== this.#snapshot?.version) this.#snapshot = next;
  }
}

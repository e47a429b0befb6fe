import { HubError } from "@tongshu/kit";
import type { PolicyContent } from "./policy-content.ts";
import { PolicySnapshot } from "./snapshot.ts";

interface StoredPolicy {
  readonly contentHash: string;
  readonly content: PolicyContent;
}

/** The policy version in force on this gateway. Replaced whole; a request keeps the snapshot it began with. */
export class PolicyHolder {
  #snapshot: PolicySnapshot | null = null;

  get isLoaded(): boolean {
    return this.#snapshot !== null;
  }

  /** Throws PURPOSE_UNKNOWN before any version was published: without a policy nobody may see anything. */
  current(): PolicySnapshot {
    if (!this.#snapshot) throw new HubError("PURPOSE_UNKNOWN");
    return this.#snapshot;
  }

  replace(stored: StoredPolicy | null): void {
    if (!stored) this.#snapshot = null;
    else if (this.#snapshot?.version !== stored.contentHash) {
      this.#snapshot = new PolicySnapshot(stored.contentHash, stored.content);
    }
  }
}

import { type AccessView, compileView } from "./access-view.ts";
import type { Grant, PolicyContent, Purpose } from "./policy-content.ts";

/** A grant that was taken back after it had been published. */
export interface Revocation {
  /** In the order of commits: whoever has seen one has seen all below it. */
  readonly revocationNo: number;
  readonly grantNo: string;
}

/**
 * What is in force: a version's content without the grants revoked since. Its name is the content's hash, and after a `+`
 * the highest revocation that took something from it, so that the same snapshot can be made again at any time.
 */
export function takeSnapshot(
  contentHash: string,
  content: PolicyContent,
  revocations: readonly Revocation[],
): PolicySnapshot {
  const numbers = new Map(revocations.map(({ grantNo, revocationNo }) => [grantNo, revocationNo]));
  const revoked = content.grants.filter(({ grantNo }) => numbers.has(grantNo));
  if (revoked.length === 0) return new PolicySnapshot(contentHash, content);
  const last = Math.max(...revoked.map(({ grantNo }) => numbers.get(grantNo) ?? 0));
  const grants = content.grants.filter(({ grantNo }) => !numbers.has(grantNo));
  return new PolicySnapshot(`${contentHash}+${last}`, { ...content, grants });
}

/** One immutable policy version, indexed. A request takes one snapshot and uses it from start to end. */
export class PolicySnapshot {
  /** As `takeSnapshot` names it; in every audit record. */
  readonly version: string;
  readonly content: PolicyContent;
  readonly #purposes: ReadonlyMap<string, Purpose>;
  readonly #grantsByPair: ReadonlyMap<string, readonly Grant[]>;
  readonly #views = new Map<string, AccessView>();

  constructor(version: string, content: PolicyContent) {
    this.version = version;
    this.content = content;
    this.#purposes = new Map(content.purposes.map((purpose) => [purpose.code, purpose]));
    this.#grantsByPair = Map.groupBy(content.grants, (grant) => pairKey(grant.department, grant.purpose));
  }

  purpose(code: string): Purpose | undefined {
    return this.#purposes.get(code);
  }

  /** The purposes that a department may state, by code. */
  purposesOf(department: string): readonly Purpose[] {
    return [...this.#purposes.values()].filter(({ departments }) => departments.includes(department));
  }

  /** The view as of now. Kept until one of its grants starts or ends: a grant expires at its second, not at the next reload. */
  viewFor(department: string, purpose: string, nowMs: number): AccessView {
    const key = pairKey(department, purpose);
    const kept = this.#views.get(key);
    if (kept && nowMs < kept.changesAtMs) return kept;
    const view = compileView(department, purpose, this.#grantsByPair.get(key) ?? [], nowMs);
    // Bounded by construction: callers reach this only with a registered purpose that their department may use.
    this.#views.set(key, view);
    return view;
  }
}

function pairKey(department: string, purpose: string): string {
  return `${department}\n${purpose}`;
}

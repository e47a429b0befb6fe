import { type AccessView, compileView } from "./access-view.ts";
import type { Grant, PolicyContent, Purpose } from "./policy-content.ts";

/** One immutable policy version, indexed. A request takes one snapshot and uses it from start to end. */
export class PolicySnapshot {
  /** SHA-256 of the version's canonical content; named in every audit record. */
  readonly version: string;
  readonly #purposes: ReadonlyMap<string, Purpose>;
  readonly #grantsByPair: ReadonlyMap<string, readonly Grant[]>;
  readonly #views = new Map<string, AccessView>();

  constructor(version: string, content: PolicyContent) {
    this.version = version;
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

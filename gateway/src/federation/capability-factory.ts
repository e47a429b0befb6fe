import { type Capability, type RowConditions, type Scope, viewHash } from "@tongshu/kit";
import { CALLING_OFFICER, type Classification, type Coordinate, type Level, regionPrefix } from "@tongshu/schema";
import type { Caller } from "../identity/caller.ts";
import type { AccessView } from "../policy/access-view.ts";
import type { Grant, GrantScope } from "../policy/policy-content.ts";

/** The part of a capability that every caller with an equal view shares. */
interface CapabilityCore {
  readonly levels: Readonly<Record<Coordinate, Level>>;
  /** Whose scopes travel: by type, and by root field where the grant gives counts. */
  readonly grants: ReadonlyMap<string, Grant>;
  /** View hashes by the types that have a scope: a citizen's own scope needs a citizen. */
  readonly viewHashes: Map<string, string>;
}

export interface CapabilityInput {
  readonly caller: Caller;
  readonly view: AccessView;
  readonly caseNo: string | null;
  readonly requestId: string;
  readonly policyVersion: string;
  readonly expiresAtMs: number;
}

/** Makes what a call may see of one register, from the caller's view. */
export class CapabilityFactory {
  readonly #classification: Classification;
  readonly #cores = new WeakMap<AccessView, Map<string, CapabilityCore>>();

  constructor(classification: Classification) {
    this.#classification = classification;
  }

  make(register: string, input: CapabilityInput): Capability {
    const { caller, view, caseNo } = input;
    const core = this.#core(register, view);
    const scopes = scopesOf(core.grants, caller);
    return {
      department: caller.department,
      region: caller.region,
      purpose: view.purpose,
      ...(caseNo === null ? {} : { caseNo }),
      requestId: input.requestId,
      policyVersion: input.policyVersion,
      expiresAtMs: input.expiresAtMs,
      viewHash: viewHashOf(core, scopes),
      levels: core.levels,
      scopes,
    };
  }

  #core(register: string, view: AccessView): CapabilityCore {
    const byRegister = this.#cores.get(view) ?? new Map<string, CapabilityCore>();
    if (byRegister.size === 0) this.#cores.set(view, byRegister);
    const known = byRegister.get(register);
    if (known) return known;
    const core = this.#build(register, view);
    byRegister.set(register, core);
    return core;
  }

  #build(register: string, view: AccessView): CapabilityCore {
    const levels: Record<Coordinate, Level> = {};
    const grants = new Map<string, Grant>();
    for (const [type, grant] of view.grants) {
      for (const [field, level] of Object.entries(grant.fields)) {
        const governed = this.#classification.fields.get(`${type}.${field}`);
        if (level === "NONE" || !governed?.subgraphs.includes(register)) continue;
        levels[`${type}.${field}`] = level;
        grants.set(type, grant);
      }
    }
    // A field that counts has a scope of its own: that of the type would open rows.
    for (const { coordinate, counts = "", subgraphs } of this.#classification.fields.values()) {
      const grant = view.aggregates.get(counts);
      if (!grant || !subgraphs.includes(register)) continue;
      levels[coordinate] = "FULL";
      grants.set(coordinate, grant);
    }
    return { levels, grants, viewHashes: new Map() };
  }
}

/** Registers keep compiled statements by this hash, so it is worked out once a view and not once a call. */
function viewHashOf({ levels, viewHashes }: CapabilityCore, scopes: Readonly<Record<string, Scope>>): string {
  const types = Object.keys(scopes).join();
  const known = viewHashes.get(types) ?? viewHash({ levels, scopes });
  viewHashes.set(types, known);
  return known;
}

function scopesOf(grants: ReadonlyMap<string, Grant>, caller: Caller): Record<string, Scope> {
  const scopes: Record<string, Scope> = {};
  for (const [name, grant] of grants) {
    const scope = scopeFor(grant.scope, caller);
    if (scope) scopes[name] = { ...scope, ...narrowingOf(grant, caller) };
  }
  return scopes;
}

type Narrowing = Pick<Scope, "coversSensitiveRows" | "conditions">;

function narrowingOf({ coversSensitiveRows, conditions }: Grant, caller: Caller): Narrowing {
  return {
    ...(coversSensitiveRows ? { coversSensitiveRows } : {}),
    ...(conditions ? { conditions: conditionsFor(conditions, caller) } : {}),
  };
}

/** Without an officer the value is left out, not the condition: no row holds one of no values. */
function conditionsFor(conditions: RowConditions, { officerId }: Caller): RowConditions {
  const valuesOf = (values: readonly string[]) =>
    values.includes(CALLING_OFFICER)
      ? values.flatMap((value) => (value === CALLING_OFFICER ? (officerId ?? []) : value))
      : values;
  return Object.fromEntries(Object.entries(conditions).map(([field, values]) => [field, valuesOf(values)]));
}

/** Null gives no row: a missing scope is never read as all. */
function scopeFor(scope: GrantScope, caller: Caller): Scope | null {
  if (scope.kind === "ALL") return { kind: "ALL" };
  if (scope.kind === "OWN") return { kind: "PREFIXES", prefixes: [regionPrefix(caller.region)] };
  if (scope.kind === "PREFIXES") return scope.prefixes.length > 0 ? scope : null;
  return caller.citizenId ? { kind: "SELF", personId: caller.citizenId } : null;
}

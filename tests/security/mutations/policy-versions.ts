import type { Mutation } from "@tongshu/scripts";

/** Which policy is in force, and that nobody slips another one in. */
export const MUTATIONS: readonly Mutation[] = [
  {
    guard: "A version whose content is not what its hash names is not taken.",
    threat: "on paper",
    file: "gateway/src/store/policy-source.ts",
    find: "if (stored === null || contentHash(stored.content) !== hash) return null;",
    replace: "if (stored === null) return null;",
    test: "gateway/src/store/policy-source.test.ts",
  },
  {
    guard: "A version that nobody signed is not taken from the store.",
    threat: "on paper",
    file: "gateway/src/store/policy-source.ts",
    find: "return (await isPolicySigned(hash, stored.signatures, keys)) ? stored : null;",
    replace: "await isPolicySigned(hash, stored.signatures, keys);\n  return stored;",
    test: "gateway/src/store/policy-source.test.ts",
  },
  {
    guard: "A signature signs one version and no other.",
    threat: "on paper",
    file: "gateway/src/policy/policy-signature.ts",
    find: "if (opened?.contentHash === contentHash) return true;",
    replace: "if (opened) return true;",
    test: "gateway/src/store/policy-source.test.ts",
  },
  {
    guard: "A key in the table that was not sealed by the hub signs nothing.",
    threat: "who are you",
    file: "gateway/src/identity/signing-keys.ts",
    find: "return { keys: rows.flatMap((row) => publicHalf(row, seal)) };",
    replace: "return { keys: rows.map((row) => row.publicJwk) };",
    test: "gateway/src/store/policy-source.test.ts",
  },
  {
    guard: "A snapshot without revoked grants does not pass for the version itself.",
    threat: "on paper",
    file: "gateway/src/policy/snapshot.ts",
    find: "return new PolicySnapshot(`${contentHash}+${last}`, { ...content, grants });",
    replace: "return new PolicySnapshot(contentHash, { ...content, grants });",
    test: "gateway/src/policy/policy-holder.test.ts",
  },
  {
    guard: "A version that cannot be trusted does not unload the one in force.",
    threat: "on paper",
    file: "gateway/src/policy/policy-holder.ts",
    find: "this.#trusted = hash === null ? null : (found ?? this.#trusted);",
    replace: "this.#trusted = found;",
    test: "gateway/src/policy/policy-holder.test.ts",
  },
  {
    guard: "A purpose is explained to who may state it.",
    threat: "on paper",
    file: "gateway/src/explain/explainer.ts",
    find: 'if (!purpose.departments.includes(department)) throw new HubError("PURPOSE_NOT_ALLOWED");',
    replace: "",
    test: "gateway/src/explain/explainer.test.ts",
  },
  {
    guard: "A grant with a wider scope is not within a narrower one.",
    threat: "on paper",
    file: "gateway/src/policy/grant-within.ts",
    find: "    isScopeWithin(inner.scope, outer.scope) &&\n",
    replace: "",
    test: "gateway/src/policy/grant-within.test.ts",
  },
];

import type { Mutation } from "@tongshu/scripts";

/** What the record says, and who can change it. */
export const MUTATIONS: readonly Mutation[] = [
  {
    guard: "A gateway that is broken into can add to the record and can neither read nor change it.",
    threat: "off the record",
    file: "gateway/src/store/grant-statements.ts",
    find: "`GRANT INSERT ON audit_records TO ${grantee}`",
    replace: "`GRANT SELECT, INSERT, UPDATE, DELETE ON audit_records TO ${grantee}`",
    test: "gateway/src/store/migrate-hub.test.ts",
  },
  {
    guard: "A store that is slow costs answers and never memory.",
    threat: "too much",
    file: "gateway/src/audit/audit-writer.ts",
    find: "if (isClosed || queue.length >= maxQueue) return",
    replace: "if (isClosed) return",
    test: "gateway/src/audit/audit-writer.test.ts",
  },
  {
    guard: "A store that hangs is left after its time.",
    threat: "off the record",
    file: "gateway/src/audit/audit-writer.ts",
    find: "const connection = openImpatientConnection(database, timeoutMs);",
    replace: "const connection = openImpatientConnection(database, 600_000);",
    test: "gateway/src/audit/audit-writer.test.ts",
  },
  {
    guard: "A record that cannot be stored refuses no answer beside it.",
    threat: "too much",
    file: "gateway/src/audit/audit-writer.ts",
    find: "if (isRefusedRecord(error) && batch.length > 1) return flushSingly(batch);",
    replace: "",
    test: "gateway/src/audit/audit-writer.test.ts",
  },
  {
    guard: "An answer whose record was not stored is not given.",
    threat: "off the record",
    file: "gateway/src/audit/audit-writer.ts",
    find: 'for (const waiting of refused) waiting.reject(new HubError("AUDIT_UNAVAILABLE"));',
    replace: "for (const waiting of refused) waiting.resolve();",
    test: "gateway/src/audit/audit-writer.test.ts",
  },
  {
    guard: "After a failure nobody knows what was stored: the chain begins anew.",
    threat: "off the record",
    file: "gateway/src/audit/audit-writer.ts",
    find: "if (!isRefusedRecord(error)) position = newRun();",
    replace: "",
    test: "gateway/src/audit/audit-writer.test.ts",
  },
  {
    guard: "A change reaches every gateway though the notice was lost.",
    threat: "somebody else's answer",
    file: "gateway/src/store/watch-hub.ts",
    find: "const found = await check().catch(recover);",
    replace: 'const found = cause === "poll" ? false : await check().catch(recover);',
    test: "gateway/src/store/watch-hub.test.ts",
  },
  {
    guard: "A change that could not be taken over is tried again.",
    threat: "somebody else's answer",
    file: "gateway/src/store/watch-hub.ts",
    find: "if (isNew) await within(CHECK_TIMEOUT_MS, Promise.resolve(onChange(revision)));",
    replace:
      "state.revision = revision;\n    if (isNew) await within(CHECK_TIMEOUT_MS, Promise.resolve(onChange(revision)));",
    test: "gateway/src/store/watch-hub.test.ts",
  },
  {
    guard: "A version that does not fit the graph is not published.",
    threat: "on paper",
    file: "gateway/src/store/policy-transactor.ts",
    find: "  checkPolicyContent(content, by.classification);\n",
    replace: "",
    test: "gateway/src/store/policy-transactor.test.ts",
  },
];

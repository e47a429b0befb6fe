import { setImmediate } from "node:timers/promises";
import { HubError } from "@tongshu/kit";
import { and, eq, isNull } from "drizzle-orm";
import type { Explainer } from "../../explain/explainer.ts";
import { replayRecord } from "../../explain/replay-record.ts";
import { type PolicySnapshot, takeSnapshot } from "../../policy/snapshot.ts";
import type { HubDb } from "../../store/database.ts";
import { listRevocations } from "../../store/policy-reader.ts";
import { findOperationText, listRecordedCalls, type RecordedCalls } from "../../store/replay-reader.ts";
import { operations, operationVerdicts } from "../../store/tables/operations.ts";
import { policyDrafts } from "../../store/tables/policy.ts";
import { look } from "../act.ts";
import { demandSharingAuthority } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import { type VerdictChange, verdictChanges } from "./verdict-changes.ts";

export interface BlastRadiusArguments {
  readonly draftNo: number;
  readonly days: number;
}

/** An operation whose verdicts a draft would change, for one department and purpose. */
export interface AffectedOperation extends Omit<RecordedCalls, "verdicts"> {
  /** The name under which its department registered it. */
  readonly registeredName: string | null;
  readonly changes: readonly VerdictChange[];
}

export interface BlastRadius {
  readonly calls: number;
  readonly callsChanged: number;
  /** Calls whose operation's text was not kept. */
  readonly callsUnknown: number;
  readonly clientIds: readonly string[];
  readonly operations: readonly AffectedOperation[];
}

/** A call of the record, or a registered operation that nobody called, with its text. */
interface Candidate extends RecordedCalls {
  readonly text: string | null;
  readonly registeredName: string | null;
}

const MAX_DAYS = 90;
/** The most frequent ones; each is compiled twice. */
const MAX_OPERATIONS = 300;
const DAY_MS = 86_400_000;

/** What a draft would change, found by explaining recorded operations under it and under what is in force. Reads no data. */
export async function findBlastRadius(context: ControlContext, args: BlastRadiusArguments): Promise<BlastRadius> {
  const { archive, clock, explainer } = context.services;
  if (args.days < 1 || args.days > MAX_DAYS)
    throw new HubError("BAD_USER_INPUT", { field: "days", rule: `1 to ${MAX_DAYS}` });
  const nowMs = clock.nowMs();
  const found = await look(context, ["admin", "approver", "auditor"], async ({ tx, actor }) => {
    demandSharingAuthority(actor);
    const [draft] = await tx.select().from(policyDrafts).where(eq(policyDrafts.draftNo, args.draftNo));
    if (!draft) throw new HubError("NOT_FOUND", { field: "draftNo" });
    const after = takeSnapshot(draft.contentHash, draft.content, await listRevocations(tx));
    const since = new Date(nowMs - args.days * DAY_MS);
    return { after, before: await archive.inForce(tx), candidates: await listCandidates(tx, since) };
  });
  const affected: AffectedOperation[] = [];
  for (const candidate of found.candidates) {
    const { text, verdicts: _verdicts, ...operation } = candidate;
    const changes = text === null ? [] : changesOf(explainer, { ...candidate, text }, found, nowMs);
    if (changes.length > 0) affected.push({ ...operation, changes });
    // Compiling takes its time; those who ask for data do not wait for it.
    await setImmediate();
  }
  const unknown = found.candidates.filter(({ text }) => text === null);
  return {
    calls: sum(found.candidates),
    callsChanged: sum(affected),
    callsUnknown: sum(unknown),
    clientIds: [...new Set(affected.flatMap(({ clientIds }) => clientIds))].sort(),
    operations: affected,
  };
}

function changesOf(
  explainer: Explainer,
  { department, purpose, operationName, verdicts, text }: Candidate & { readonly text: string },
  { before, after }: { readonly before: PolicySnapshot; readonly after: PolicySnapshot },
  nowMs: number,
): readonly VerdictChange[] {
  const view = before.viewFor(department, purpose, nowMs);
  const { variables } = replayRecord(explainer, text, operationName, view, verdicts);
  const question = { department, region: "620000", purpose, query: text, operationName, variables };
  return verdictChanges(explainer, question, before, after, nowMs);
}

async function listCandidates(tx: HubDb, since: Date): Promise<readonly Candidate[]> {
  const registered = await tx
    .select({
      department: operations.department,
      operationHash: operations.operationId,
      registeredName: operations.name,
      text: operations.text,
      purpose: operationVerdicts.purpose,
    })
    .from(operations)
    .innerJoin(
      operationVerdicts,
      and(
        eq(operationVerdicts.department, operations.department),
        eq(operationVerdicts.operationId, operations.operationId),
      ),
    )
    .where(isNull(operations.withdrawnAt))
    .limit(MAX_OPERATIONS);
  const names = new Map(registered.map((row) => [keyOf(row), row]));
  const recorded: Candidate[] = [];
  for (const calls of await listRecordedCalls(tx, since, MAX_OPERATIONS)) {
    const known = names.get(keyOf(calls));
    const text = known?.text ?? (await findOperationText(tx, calls.operationHash));
    recorded.push({ ...calls, text, registeredName: known?.registeredName ?? null });
  }
  const called = new Set(recorded.map(keyOf));
  const uncalled = registered
    .filter((row) => !called.has(keyOf(row)))
    .map((row) => ({ ...row, operationName: null, verdicts: {}, clientIds: [], calls: 0 }));
  return [...recorded, ...uncalled];
}

type Key = Pick<RecordedCalls, "department" | "purpose" | "operationHash">;

function keyOf({ department, purpose, operationHash }: Key): string {
  return `${department} ${purpose} ${operationHash}`;
}

function sum(list: readonly { readonly calls: number }[]): number {
  return list.reduce((total, { calls }) => total + calls, 0);
}

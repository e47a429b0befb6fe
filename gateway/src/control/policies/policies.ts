import { and, desc, eq, isNull } from "drizzle-orm";
import type { Role } from "../../identity/caller.ts";
import { takeSnapshot } from "../../policy/snapshot.ts";
import { findPolicyPointer, listRevocations } from "../../store/policy-reader.ts";
import { policyDrafts } from "../../store/tables/policy.ts";
import { look } from "../act.ts";
import { type Actor, SHARING_AUTHORITY } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import { type ControlModule, readSdl } from "../control-module.ts";
import { checkExamples } from "../examples/check-examples.ts";
import { pageSize } from "../page-size.ts";
import { type BlastRadiusArguments, findBlastRadius } from "./blast-radius.ts";
import { diffPolicies, type PolicyChange } from "./policy-diff.ts";
import { getVersion, getVersionView, listVersionViews, type PolicyDraftView } from "./policy-view.ts";
import { proposePolicy } from "./propose-policy.ts";
import { publishPolicy } from "./publish-policy.ts";
import { rollbackPolicy } from "./rollback-policy.ts";

const READERS: readonly Role[] = ["admin", "approver", "auditor"];

export const policiesModule: ControlModule = {
  sdl: readSdl("policies.graphql", import.meta.url),
  resolvers: {
    Query: {
      policyVersions: (_source, args: VersionsArguments, context) =>
        look(context, READERS, ({ tx }) => listVersionViews(tx, { ...args, first: pageSize(args.first) })),
      policyVersion: (_source, { versionNo }: { versionNo: number }, context) =>
        look(context, READERS, ({ tx }) => getVersionView(tx, versionNo)),
      policyDrafts: (_source, _args, context) => listDrafts(context),
      policyBlastRadius: (_source, args: BlastRadiusArguments, context) => findBlastRadius(context, args),
      policyDiff: (_source, args: DiffArguments, context) => diffVersions(context, args),
    },
    Mutation: {
      proposePolicy: (_source, { input }, context) => proposePolicy(context, input),
      publishPolicy: (_source, { input }, context) => publishPolicy(context, input),
      rollbackPolicy: (_source, { input }, context) => rollbackPolicy(context, input),
    },
  },
};

interface VersionsArguments {
  readonly first: number;
  readonly before?: number | null;
}

interface DiffArguments {
  readonly from: number;
  readonly to: number;
}

/** Only the newest few can still be published: any publication makes the others stale. */
const DRAFTS_SHOWN = 20;

function listDrafts(context: ControlContext): Promise<readonly PolicyDraftView[]> {
  const { archive, explainer, clock } = context.services;
  return look(context, READERS, async ({ tx, actor }) => {
    const pointer = await findPolicyPointer(tx);
    const rows = await tx
      .select()
      .from(policyDrafts)
      .where(
        and(
          isNull(policyDrafts.publishedAt),
          pointer ? eq(policyDrafts.baseVersionNo, pointer.versionNo) : isNull(policyDrafts.baseVersionNo),
        ),
      )
      .orderBy(desc(policyDrafts.draftNo))
      .limit(DRAFTS_SHOWN);
    const inForce = pointer ? (await archive.inForce(tx)).content : { purposes: [], grants: [] };
    const revocations = await listRevocations(tx);
    const views: PolicyDraftView[] = [];
    for (const { content, ...row } of rows) {
      const snapshot = takeSnapshot(row.contentHash, content, revocations);
      const changes = seenBy(actor, diffPolicies(inForce, snapshot.content));
      const exampleFailures = await checkExamples(tx, explainer, snapshot, clock.nowMs());
      views.push({
        ...row,
        changes,
        exampleFailures: exampleFailures.filter((failure) => maySee(actor, failure.owner)),
      });
    }
    return views;
  });
}

function diffVersions(context: ControlContext, { from, to }: DiffArguments): Promise<readonly PolicyChange[]> {
  return look(context, READERS, async ({ tx, actor }) => {
    const [before, after] = [await getVersion(tx, from), await getVersion(tx, to)];
    return seenBy(actor, diffPolicies(before.content, after.content));
  });
}

/** What other departments hold is between them, their providers and the sharing authority. */
function seenBy(actor: Actor, changes: readonly PolicyChange[]): readonly PolicyChange[] {
  return changes.filter(({ department }) => department === null || maySee(actor, department));
}

function maySee(actor: Actor, department: string): boolean {
  return actor.department === SHARING_AUTHORITY || actor.department === department;
}

import { and, asc, desc, eq, lt } from "drizzle-orm";
import type { GrantTerms } from "../../policy/policy-content.ts";
import { impactAssessments, type RequestState, requestStatements, shareRequests } from "../../store/tables/requests.ts";
import { look } from "../act.ts";
import type { ControlContext } from "../control-context.ts";
import { type ControlModule, readSdl } from "../control-module.ts";
import { fieldLevels } from "../packages/packages.ts";
import { pageSize } from "../page-size.ts";
import { acceptShareRequest } from "./accept-share-request.ts";
import { activateShareRequest } from "./activate-share-request.ts";
import { approveShareRequest } from "./approve-share-request.ts";
import { askExtension } from "./ask-extension.ts";
import { consentToExtension } from "./consent-to-extension.ts";
import { createShareRequest } from "./create-share-request.ts";
import { editShareRequest } from "./edit-share-request.ts";
import { endorseShareRequest } from "./endorse-share-request.ts";
import { openParts } from "./open-parts.ts";
import { recordImpactAssessment } from "./record-impact-assessment.ts";
import { refuseShareRequest } from "./refuse-share-request.ts";
import { rejectShareRequest } from "./reject-share-request.ts";
import { needsAssessment, partsOf } from "./request-parts.ts";
import { decisionsOf, everyDecisionOf, type RequestRow, visibleRequests } from "./request-row.ts";
import { returnShareRequest } from "./return-share-request.ts";
import { startProvisioning } from "./start-provisioning.ts";
import { submitShareRequest } from "./submit-share-request.ts";
import { supplementShareRequest } from "./supplement-share-request.ts";

const READERS = ["admin", "approver", "auditor"] as const;

export const requestsModule: ControlModule = {
  sdl: readSdl("requests.graphql", import.meta.url),
  resolvers: {
    Query: {
      shareRequests: (_source, args: RequestsArguments, context) => listRequests(args, context),
      shareRequest: (_source, { requestNo }: { requestNo: number }, context) => findRequest(requestNo, context),
    },
    Mutation: {
      createShareRequest: (_source, { input }, context) => createShareRequest(context, input),
      editShareRequest: (_source, { input }, context) => editShareRequest(context, input),
      recordImpactAssessment: (_source, { input }, context) => recordImpactAssessment(context, input),
      endorseShareRequest: (_source, { input }, context) => endorseShareRequest(context, input),
      rejectShareRequest: (_source, { input }, context) => rejectShareRequest(context, input),
      submitShareRequest: (_source, { input }, context) => submitShareRequest(context, input),
      returnShareRequest: (_source, { input }, context) => returnShareRequest(context, input),
      supplementShareRequest: (_source, { input }, context) => supplementShareRequest(context, input),
      acceptShareRequest: (_source, { input }, context) => acceptShareRequest(context, input),
      approveShareRequest: (_source, { input }, context) => approveShareRequest(context, input),
      refuseShareRequest: (_source, { input }, context) => refuseShareRequest(context, input),
      askExtension: (_source, { input }, context) => askExtension(context, input),
      consentToExtension: (_source, { input }, context) => consentToExtension(context, input),
      startProvisioning: (_source, { input }, context) => startProvisioning(context, input),
      activateShareRequest: (_source, { input }, context) => activateShareRequest(context, input),
    },
    ShareRequest: {
      fields: ({ terms }: RequestRow) => fieldLevels(terms.fields),
      scope: ({ terms }: RequestRow) => shownScope(terms),
      conditions: ({ terms }: RequestRow) =>
        Object.entries(terms.conditions ?? {}).map(([field, values]) => ({ field, values })),
      isAggregate: ({ terms }: RequestRow) => terms.isAggregate,
      isLookupOnly: ({ terms }: RequestRow) => terms.isLookupOnly,
      isCaseRequired: ({ terms }: RequestRow) => terms.isCaseRequired,
      coversSensitiveRows: ({ terms }: RequestRow) => terms.coversSensitiveRows ?? false,
      maxPerDay: ({ terms }: RequestRow) => terms.maxPerDay,
      maxBatch: ({ terms }: RequestRow) => terms.maxBatch,
      legalBasis: ({ terms }: RequestRow) => terms.legalBasis,
      needsAssessment: ({ type, terms }: RequestRow, _args, { services }) =>
        needsAssessment(partsOf(type, terms, services.graph.classification)),
      parts: (row: RequestRow, _args, context) => showParts(row, context),
      decisions: (row: RequestRow, _args, context) => look(context, READERS, ({ tx }) => everyDecisionOf(tx, row)),
      statements: ({ requestNo }: RequestRow, _args, context) => listStatements(requestNo, context),
      assessments: ({ requestNo }: RequestRow, _args, context) => listAssessments(requestNo, context),
    },
  },
};

interface RequestsArguments {
  readonly state?: RequestState | null;
  readonly department?: string | null;
  readonly first: number;
  readonly before?: number | null;
}

function listRequests({ state, department, first, before }: RequestsArguments, context: ControlContext) {
  return look(context, READERS, async ({ tx, actor }) =>
    tx
      .select()
      .from(shareRequests)
      .where(
        and(
          await visibleRequests(tx, actor),
          state ? eq(shareRequests.state, state) : undefined,
          department ? eq(shareRequests.department, department) : undefined,
          before ? lt(shareRequests.requestNo, before) : undefined,
        ),
      )
      .orderBy(desc(shareRequests.requestNo))
      .limit(pageSize(first)),
  );
}

function findRequest(requestNo: number, context: ControlContext) {
  return look(context, READERS, async ({ tx, actor }) => {
    const visible = await visibleRequests(tx, actor);
    const [row] = await tx
      .select()
      .from(shareRequests)
      .where(and(eq(shareRequests.requestNo, requestNo), visible));
    return row ?? null;
  });
}

/** Each owner's part with what it still needs. */
function showParts(row: RequestRow, context: ControlContext) {
  return look(context, READERS, async ({ tx }) => {
    const decisions = await decisionsOf(tx, row);
    const parts = partsOf(row.type, row.terms, context.services.graph.classification);
    const open = new Set(openParts(parts, decisions).map(({ owner }) => owner));
    return parts.map((part) => ({ ...part, isOpen: open.has(part.owner) }));
  });
}

function listStatements(requestNo: number, context: ControlContext) {
  return look(context, READERS, ({ tx }) =>
    tx
      .select()
      .from(requestStatements)
      .where(eq(requestStatements.requestNo, requestNo))
      .orderBy(asc(requestStatements.statementNo)),
  );
}

function listAssessments(requestNo: number, context: ControlContext) {
  return look(context, READERS, ({ tx }) =>
    tx
      .select()
      .from(impactAssessments)
      .where(eq(impactAssessments.requestNo, requestNo))
      .orderBy(asc(impactAssessments.assessmentNo)),
  );
}

function shownScope({ scope }: GrantTerms) {
  return { kind: scope.kind, prefixes: scope.kind === "PREFIXES" ? scope.prefixes : [] };
}

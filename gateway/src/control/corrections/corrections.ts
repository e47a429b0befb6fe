import { and, desc, eq, lt, or } from "drizzle-orm";
import { type CorrectionState, corrections } from "../../store/tables/corrections.ts";
import { look } from "../act.ts";
import type { ControlContext } from "../control-context.ts";
import { type ControlModule, readSdl } from "../control-module.ts";
import { pageSize } from "../page-size.ts";
import { answerCorrection } from "./answer-correction.ts";
import { type CorrectionRow, sealLabel } from "./correction-row.ts";
import { requestCorrection } from "./request-correction.ts";

export const correctionsModule: ControlModule = {
  sdl: readSdl("corrections.graphql", import.meta.url),
  resolvers: {
    Query: { corrections: (_source, args: CorrectionsArguments, context) => listCorrections(args, context) },
    Mutation: {
      requestCorrection: (_source, { input }, context) => requestCorrection(context, input),
      answerCorrection: (_source, { input }, context) => answerCorrection(context, input),
    },
    Correction: { proposedValue: (row: CorrectionRow, _args, context) => proposedValue(row, context) },
  },
};

interface CorrectionsArguments {
  readonly state?: CorrectionState | null;
  readonly first: number;
  readonly before?: number | null;
}

function listCorrections({ state, first, before }: CorrectionsArguments, context: ControlContext) {
  return look(context, ["citizen", "officer", "admin", "approver"], ({ tx, actor: { citizenId, department } }) =>
    tx
      .select()
      .from(corrections)
      .where(
        and(
          citizenId === undefined
            ? or(eq(corrections.ownerDepartment, department), eq(corrections.requestedByDepartment, department))
            : eq(corrections.requestedBy, citizenId),
          state ? eq(corrections.state, state) : undefined,
          before ? lt(corrections.correctionNo, before) : undefined,
        ),
      )
      .orderBy(desc(corrections.correctionNo))
      .limit(pageSize(first)),
  );
}

/** Only the owner needs it, to look into the matter; a citizen of the portal is of no owner department. */
function proposedValue(row: CorrectionRow, { caller, services }: ControlContext): string | null {
  const isOwner = caller.citizenId === undefined && caller.department === row.ownerDepartment;
  return isOwner && row.sealedValue !== null ? services.seal.open(row.sealedValue, sealLabel(row)) : null;
}

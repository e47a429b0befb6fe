import type { Resolvers } from "@tongshu/kit";
import { countInspections, countPenalties } from "../loaders/counts.ts";
import type { reads } from "../loaders/reads.ts";

/** Root fields and relations; every other field is in the row view that a loader answers. */
export const resolvers: Resolvers<typeof reads> = {
  Query: {
    inspectionCounts: countInspections,
    penaltyCounts: countPenalties,
    penalty: (_root, { decisionNo }, { loaders }) => loaders.penaltyByDecisionNo.load(decisionNo),
  },
  LegalEntity: {
    inspections: ({ entityId }, { first }, { loaders }) => loaders.inspectionsByEntity.load(entityId, first),
    penalties: ({ entityId }, { first }, { loaders }) => loaders.penaltiesByEntity.load(entityId, first),
    abnormalListEntries: ({ entityId }, { first }, { loaders }) =>
      loaders.abnormalListEntriesByEntity.load(entityId, first),
    seriousListEntries: ({ entityId }, { first }, { loaders }) =>
      loaders.seriousListEntriesByEntity.load(entityId, first),
    onAbnormalList: ({ entityId }, _args, { loaders }) => loaders.isOnAbnormalListByEntity.load(entityId),
    onSeriousList: ({ entityId }, _args, { loaders }) => loaders.isOnSeriousListByEntity.load(entityId),
  },
  Person: {
    penalties: ({ personId }, { first }, { loaders }) => loaders.penaltiesByPerson.load(personId, first),
    barredFromTrade: ({ personId }, _args, { loaders }) => loaders.isBarredFromTradeByPerson.load(personId),
  },
};

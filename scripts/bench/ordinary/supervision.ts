import { tables } from "@tongshu/supervision";
import { desc, inArray } from "drizzle-orm";
import { manyBy } from "./batch.ts";
import { type OrdinaryDatabase, ordinarySubgraph } from "./ordinary-subgraph.ts";

const { inspections, penalties, abnormalListEntries } = tables;

function createLoaders(db: OrdinaryDatabase) {
  return {
    inspectionsByEntity: manyBy(
      (ids) =>
        db
          .select()
          .from(inspections)
          .where(inArray(inspections.entityId, ids))
          .orderBy(desc(inspections.inspectDate), desc(inspections.inspectionId)),
      (row) => row.entityId,
    ),
    penaltiesByEntity: manyBy(
      (ids) =>
        db
          .select()
          .from(penalties)
          .where(inArray(penalties.partyEntityId, ids))
          .orderBy(desc(penalties.decideDate), desc(penalties.decisionNo)),
      (row) => row.partyEntityId,
    ),
    abnormalListEntriesByEntity: manyBy(
      (ids) =>
        db
          .select()
          .from(abnormalListEntries)
          .where(inArray(abnormalListEntries.entityId, ids))
          .orderBy(desc(abnormalListEntries.inDate), desc(abnormalListEntries.entryNo)),
      (row) => row.entityId,
    ),
  };
}

type Context = { readonly loaders: ReturnType<typeof createLoaders> };
type First = { readonly first: number };
type EntityKey = { readonly entityId: string };

export const supervisionSubgraph = ordinarySubgraph({
  createLoaders,
  resolvers: {
    LegalEntity: {
      inspections: async ({ entityId }: EntityKey, { first }: First, { loaders }: Context) =>
        (await loaders.inspectionsByEntity.load(entityId)).slice(0, first),
      penalties: async ({ entityId }: EntityKey, { first }: First, { loaders }: Context) =>
        (await loaders.penaltiesByEntity.load(entityId)).slice(0, first),
      abnormalListEntries: async ({ entityId }: EntityKey, { first }: First, { loaders }: Context) =>
        (await loaders.abnormalListEntriesByEntity.load(entityId)).slice(0, first),
    },
  },
});

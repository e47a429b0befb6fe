import { tables } from "@tongshu/e-licences";
import { systemClock } from "@tongshu/kit";
import { beijingDate } from "@tongshu/schema";
import { desc, inArray } from "drizzle-orm";
import { manyBy, oneBy } from "./batch.ts";
import { type OrdinaryDatabase, ordinarySubgraph } from "./ordinary-subgraph.ts";

const { licences, licenceTypes } = tables;
type Licence = typeof licences.$inferSelect;

function createLoaders(db: OrdinaryDatabase) {
  const latestFirst = [desc(licences.issueDate), desc(licences.licenceId)];
  return {
    licencesByPerson: manyBy(
      (ids) =>
        db
          .select()
          .from(licences)
          .where(inArray(licences.holderPersonId, ids))
          .orderBy(...latestFirst),
      (row) => row.holderPersonId,
    ),
    licencesByEntity: manyBy(
      (ids) =>
        db
          .select()
          .from(licences)
          .where(inArray(licences.holderEntityId, ids))
          .orderBy(...latestFirst),
      (row) => row.holderEntityId,
    ),
    licenceTypeByCode: oneBy(
      (codes) => db.select().from(licenceTypes).where(inArray(licenceTypes.typeCode, codes)),
      (row) => row.typeCode,
    ),
  };
}

type Context = { readonly loaders: ReturnType<typeof createLoaders> };
type First = { readonly first: number };

export const eLicencesSubgraph = ordinarySubgraph({
  createLoaders,
  resolvers: {
    Licence: {
      type: ({ typeCode }: Licence, _args: unknown, { loaders }: Context) => loaders.licenceTypeByCode.load(typeCode),
      effectiveStatus({ status, validTo }: Licence, { asOf }: { readonly asOf?: string }) {
        const isPast = validTo !== null && validTo < (asOf ?? beijingDate(systemClock.nowMs()));
        return status === "VALID" && isPast ? "EXPIRED" : status;
      },
    },
    Person: {
      licences: async ({ personId }: { personId: string }, { first }: First, { loaders }: Context) =>
        (await loaders.licencesByPerson.load(personId)).slice(0, first),
    },
    LegalEntity: {
      licences: async ({ entityId }: { entityId: string }, { first }: First, { loaders }: Context) =>
        (await loaders.licencesByEntity.load(entityId)).slice(0, first),
    },
  },
});

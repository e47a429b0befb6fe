import { tables } from "@tongshu/legal-entities";
import { regionPrefix } from "@tongshu/schema";
import { asc, inArray, like } from "drizzle-orm";
import { manyBy, oneBy } from "./batch.ts";
import { type OrdinaryDatabase, ordinarySubgraph } from "./ordinary-subgraph.ts";

const { legalEntities, keyPersons, shareholders } = tables;

function createLoaders(db: OrdinaryDatabase) {
  return {
    legalEntityById: oneBy(
      (ids) => db.select().from(legalEntities).where(inArray(legalEntities.entityId, ids)),
      (row) => row.entityId,
    ),
    positionsByPerson: manyBy(
      (ids) =>
        db
          .select()
          .from(keyPersons)
          .where(inArray(keyPersons.personId, ids))
          .orderBy(asc(keyPersons.fromDate), asc(keyPersons.entityId), asc(keyPersons.seq)),
      (row) => row.personId,
    ),
    shareholdingsByPerson: manyBy(
      (ids) =>
        db
          .select()
          .from(shareholders)
          .where(inArray(shareholders.holderPersonId, ids))
          .orderBy(asc(shareholders.fromDate), asc(shareholders.entityId), asc(shareholders.seq)),
      (row) => row.holderPersonId,
    ),
    async legalEntities(region: string, first: number) {
      const rows = await db
        .select()
        .from(legalEntities)
        .where(like(legalEntities.registrationRegion, `${regionPrefix(region)}%`))
        .orderBy(asc(legalEntities.registrationRegion), asc(legalEntities.entityId))
        .limit(first + 1);
      return {
        edges: rows.slice(0, first).map((node) => ({ node, cursor: node.entityId })),
        pageInfo: { hasNextPage: rows.length > first },
      };
    },
  };
}

type Context = { readonly loaders: ReturnType<typeof createLoaders> };
type First = { readonly first: number };
type PersonKey = { readonly personId: string };
type EntityKey = { readonly entityId: string };
type ListArguments = { readonly filter: { readonly region: string }; readonly first: number };

export const legalEntitiesSubgraph = ordinarySubgraph({
  createLoaders,
  resolvers: {
    Query: {
      legalEntities: (_root: unknown, { filter, first }: ListArguments, { loaders }: Context) =>
        loaders.legalEntities(filter.region, first),
    },
    LegalEntity: {
      __resolveReference: ({ entityId }: EntityKey, { loaders }: Context) => loaders.legalEntityById.load(entityId),
    },
    KeyPerson: {
      entity: ({ entityId }: EntityKey, _args: unknown, { loaders }: Context) => loaders.legalEntityById.load(entityId),
    },
    Shareholder: {
      entity: ({ entityId }: EntityKey, _args: unknown, { loaders }: Context) => loaders.legalEntityById.load(entityId),
    },
    Person: {
      positions: async ({ personId }: PersonKey, { first }: First, { loaders }: Context) =>
        (await loaders.positionsByPerson.load(personId)).slice(0, first),
      shareholdings: async ({ personId }: PersonKey, { first }: First, { loaders }: Context) =>
        (await loaders.shareholdingsByPerson.load(personId)).slice(0, first),
    },
  },
});

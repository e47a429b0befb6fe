import { checkKeyCount, type LoadersOf, type Resolvers, referenceTo } from "@tongshu/kit";
import { regionPrefix } from "@tongshu/schema";
import type { reads } from "../loaders/reads.ts";

type Loaders = LoadersOf<typeof reads>;

/** A code of a record is shown even when the table of divisions does not know it. */
async function regionOf(code: string | null, loaders: Loaders) {
  return code && ((await loaders.regionByCode.load(code)) ?? referenceTo("Region", "code", code));
}

async function known<T>(found: Promise<readonly (T | null)[]>): Promise<readonly T[]> {
  return (await found).filter((each) => each !== null);
}

/** Root fields and relations; every other field is in the row view that a loader answers. */
export const resolvers: Resolvers<typeof reads> = {
  Query: {
    legalEntity: (_root, { uscc }, { loaders }) => loaders.legalEntityByUscc.load(uscc),
    legalEntitiesByUscc: (_root, { usccs }, { loaders }) => {
      checkKeyCount("usccs", usccs);
      return loaders.legalEntityByUscc.loadMany(usccs);
    },
    legalEntities: (_root, { filter, ...page }, { loaders }) => {
      const region = filter?.region && regionPrefix(filter.region);
      return loaders.legalEntities.load({ ...page, filter: { ...filter, region } });
    },
    region: (_root, { code }, { loaders }) => loaders.regionByCode.load(code),
    departments: (_root, { first }, { loaders }) => loaders.departments.load(first),
  },
  LegalEntity: {
    registrationRegion: ({ registrationRegion }, _args, { loaders }) => regionOf(registrationRegion, loaders),
    parent: ({ parent }, _args, { loaders }) => parent && loaders.legalEntityById.load(parent),
    branches: ({ branches }, { first }, { loaders }) => loaders.branchesByParent.load(branches, first),
    shareholders: ({ shareholders }, { first }, { loaders }) => loaders.shareholdersByEntity.load(shareholders, first),
    keyPersons: ({ keyPersons }, { first }, { loaders }) => loaders.keyPersonsByEntity.load(keyPersons, first),
  },
  Shareholder: {
    entity: ({ entity }, _args, { loaders }) => loaders.legalEntityById.load(entity),
    holderEntity: ({ holderEntity }, _args, { loaders }) => holderEntity && loaders.legalEntityById.load(holderEntity),
  },
  KeyPerson: {
    entity: ({ entity }, _args, { loaders }) => loaders.legalEntityById.load(entity),
  },
  Person: {
    positions: ({ personId }, { first }, { loaders }) => loaders.keyPersonsByPerson.load(personId, first),
    shareholdings: ({ personId }, { first }, { loaders }) => loaders.shareholdersByPerson.load(personId, first),
  },
  Region: {
    parent: ({ parent }, _args, { loaders }) => regionOf(parent, loaders),
    successors: ({ successors }, _args, { loaders }) => known(loaders.regionByCode.loadMany(successors)),
  },
  Department: {
    successors: ({ successors }, _args, { loaders }) => known(loaders.departmentByCode.loadMany(successors)),
  },
  Provenance: {
    sourceDept: ({ sourceDept }, _args, { loaders }) => loaders.departmentByCode.load(sourceDept.code),
  },
};

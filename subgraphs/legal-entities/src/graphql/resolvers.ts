import { checkKeyCount, checkSubjectCount, type Resolvers } from "@tongshu/kit";
import { regionPrefix } from "@tongshu/schema";
import { countLegalEntities } from "../loaders/counts.ts";
import type { reads } from "../loaders/reads.ts";
import { departmentOf, regionOf } from "./divisions.ts";

/** Codes of a record that no table knows are left out of a list. */
async function known<T>(found: Promise<readonly (T | null)[]>): Promise<readonly T[]> {
  return (await found).filter((each) => each !== null);
}

/** Root fields and relations; every other field is in the row view that a loader answers. */
export const resolvers: Resolvers<typeof reads> = {
  Query: {
    legalEntityCounts: countLegalEntities,
    legalEntity: (_root, { uscc }, { loaders }) => loaders.legalEntityByUscc.load(uscc),
    legalEntitiesByUscc: (_root, { usccs }, { loaders }) => {
      checkKeyCount("usccs", usccs);
      return loaders.legalEntityByUscc.loadMany(usccs);
    },
    verifyLegalEntities: (_root, { subjects }, { loaders }) => {
      checkSubjectCount(subjects);
      return loaders.verifyLegalEntities.load(subjects);
    },
    legalEntities: (_root, { filter, ...page }, { loaders }) => {
      const region = filter?.region && regionPrefix(filter.region);
      return loaders.legalEntities.load({ ...page, filter: { ...filter, region } });
    },
    region: (_root, { code }, { loaders }) => loaders.regionByCode.load(code),
    departments: (_root, { first }, { loaders }) => loaders.departments.load(first),
  },
  LegalEntity: {
    registrationRegion: ({ registrationRegion }, _args, { loaders }, info) =>
      regionOf(registrationRegion, loaders, info),
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
    parent: ({ parent }, _args, { loaders }, info) => regionOf(parent, loaders, info),
    successors: ({ successors }, _args, { loaders }) => known(loaders.regionByCode.loadMany(successors)),
  },
  Department: {
    successors: ({ successors }, _args, { loaders }) => known(loaders.departmentByCode.loadMany(successors)),
  },
  Provenance: {
    sourceDept: ({ sourceDept }, _args, { loaders }, info) => departmentOf(sourceDept.code, loaders, info),
  },
  ClaimVerification: {
    sourceDept: ({ sourceDept }, _args, { loaders }, info) => departmentOf(sourceDept?.code ?? null, loaders, info),
  },
};

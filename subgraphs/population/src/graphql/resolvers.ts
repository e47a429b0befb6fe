import { checkKeyCount, checkSubjectCount, type Resolvers } from "@tongshu/kit";
import { countPopulation } from "../loaders/counts.ts";
import type { reads } from "../loaders/reads.ts";
import { serviceObject } from "./service-object.ts";

/** Root fields and relations; every other field is in the row view that a loader answers. */
export const resolvers: Resolvers<typeof reads> = {
  Query: {
    populationCounts: countPopulation,
    serviceObject,
    person: (_root, { idNumber }, { loaders }) => loaders.personByIdNumber.load(idNumber),
    persons: (_root, { idNumbers }, { loaders }) => {
      checkKeyCount("idNumbers", idNumbers);
      return loaders.personByIdNumber.loadMany(idNumbers);
    },
    verifyPersons: (_root, { subjects }, { loaders }) => {
      checkSubjectCount(subjects);
      return loaders.verifyPersons.load(subjects);
    },
  },
  Person: {
    spouse: ({ spouse }, _args, { loaders }) => spouse && loaders.personById.load(spouse),
    guardian: ({ guardian }, _args, { loaders }) => guardian && loaders.personById.load(guardian),
    household: ({ household }, _args, { loaders }) => household && loaders.householdById.load(household),
  },
  Household: {
    head: ({ head }, _args, { loaders }) => head && loaders.personById.load(head),
    members: ({ members }, { first }, { loaders }) => loaders.membersByHousehold.load(members, first),
  },
  HouseholdMember: {
    person: ({ person }, _args, { loaders }) => loaders.personById.load(person),
  },
};

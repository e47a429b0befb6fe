import type { Resolvers } from "@tongshu/kit";
import { beijingDate } from "@tongshu/schema";
import { effectiveStatus } from "../domain/effective-status.ts";
import { countLicences } from "../loaders/counts.ts";
import type { reads } from "../loaders/reads.ts";

/** Root fields and relations; every other field is in the row view that a loader answers. */
export const resolvers: Resolvers<typeof reads> = {
  Query: {
    licenceCounts: countLicences,
    licence: (_root, { licenceId }, { loaders }) => loaders.licenceById.load(licenceId),
    licenceTypes: (_root, { first }, { loaders }) => loaders.licenceTypes.load(first),
  },
  Licence: {
    type: ({ type }, _args, { loaders }) => loaders.licenceTypeByCode.load(type),
    effectiveStatus: ({ effectiveStatus: validity }, { asOf }, { clock }) =>
      effectiveStatus(validity, asOf ?? beijingDate(clock.nowMs())),
  },
  Person: {
    licences: ({ personId }, { first }, { loaders }) => loaders.licencesByPerson.load(personId, first),
  },
  LegalEntity: {
    licences: ({ entityId }, { first }, { loaders }) => loaders.licencesByEntity.load(entityId, first),
  },
};

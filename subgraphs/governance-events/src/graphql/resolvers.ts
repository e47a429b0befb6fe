import type { Resolvers } from "@tongshu/kit";
import { regionPrefix } from "@tongshu/schema";
import { countGovernanceEvents } from "../loaders/counts.ts";
import type { reads } from "../loaders/reads.ts";

/** Root fields and relations; every other field is in the row view that a loader answers. */
export const resolvers: Resolvers<typeof reads> = {
  Query: {
    governanceEventCounts: countGovernanceEvents,
    governanceEvent: (_root, { eventNo }, { loaders }) => loaders.governanceEventByNo.load(eventNo),
    grid: (_root, { gridCode }, { loaders }) => loaders.gridByCode.load(gridCode),
    governanceEvents: (_root, { filter, ...page }, { loaders }) => {
      const region = filter?.region && regionPrefix(filter.region);
      return loaders.governanceEvents.load({ ...page, filter: { ...filter, region } });
    },
  },
  GovernanceEvent: {
    grid: ({ grid }, _args, { loaders }) => loaders.gridByCode.load(grid),
    involved: ({ involved }, { first }, { loaders }) => loaders.involvedPartiesByEvent.load(involved, first),
    steps: ({ steps }, { first }, { loaders }) => loaders.stepsByEvent.load(steps, first),
  },
  Person: {
    events: ({ personId }, { first }, { loaders }) => loaders.governanceEventsByPerson.load(personId, first),
  },
  LegalEntity: {
    events: ({ entityId }, { first }, { loaders }) => loaders.governanceEventsByEntity.load(entityId, first),
  },
};

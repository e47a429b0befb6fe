import { many, one, page, startsWith } from "@tongshu/kit";
import { desc, eq, type SQL, sql } from "drizzle-orm";
import { eventStep, governanceEvent, grid, involvedParty } from "../store/entities.ts";
import { eventSteps, governanceEvents, grids, involvedParties } from "../store/tables.ts";

/** Somebody may be involved in one event in several roles; it is still one event of theirs. */
const throughInvolvement = {
  through: eq(involvedParties.eventNo, governanceEvents.eventNo),
  orderBy: [desc(governanceEvents.reportedAt), desc(governanceEvents.eventNo)],
};

/** An event number begins with the code of its county. */
const COUNTY_DIGITS = 6;

/** In the order of the page a region is one range, so that the page need not be looked for in the whole province. */
function isInRegion(prefix: SQL): SQL {
  const county = sql`left(${prefix}, ${sql.raw(String(COUNTY_DIGITS))})`;
  return sql`${startsWith(governanceEvents.region)(prefix)} and ${startsWith(governanceEvents.eventNo)(county)}`;
}

export const reads = {
  governanceEventByNo: one(governanceEvent, governanceEvents.eventNo),
  governanceEventsByPerson: many(governanceEvent, involvedParties.personId, throughInvolvement),
  governanceEventsByEntity: many(governanceEvent, involvedParties.entityId, throughInvolvement),
  stepsByEvent: many(eventStep, eventSteps.eventNo, { orderBy: [eventSteps.seq] }),
  involvedPartiesByEvent: many(involvedParty, involvedParties.eventNo, { orderBy: [involvedParties.seq] }),
  gridByCode: one(grid, grids.gridCode),
  governanceEvents: page(governanceEvent, {
    orderBy: [governanceEvents.eventNo],
    isDescending: true,
    regionDigits: COUNTY_DIGITS,
    filters: {
      region: isInRegion,
      category: (category) => sql`${governanceEvents.category} = ${category}`,
      status: (status) => sql`${governanceEvents.status} = ${status}`,
    },
  }),
};

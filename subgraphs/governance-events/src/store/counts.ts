import { type CountSet, defineCounts, periodDimension, regionDimension, valueDimension } from "@tongshu/kit";
import { COUNTY_NODES } from "@tongshu/schema";
import { sql } from "drizzle-orm";
import { governanceEvents } from "./tables.ts";

/** The cohort that the indicators are made of: what was returned, invalid or merged into another event counts nowhere. */
const where = sql`${governanceEvents.status} not in ('DRAFT', 'RETURNED_TO_REPORTER', 'INVALID')
  and ${governanceEvents.duplicateOf} is null and ${governanceEvents.region} like '62%'`;

export const governanceEventCounts: CountSet = defineCounts({
  name: "governance-events",
  type: "GovernanceEvent",
  from: governanceEvents,
  shared: [
    regionDimension(
      governanceEvents.region,
      COUNTY_NODES.map(({ code }) => code),
    ),
    periodDimension(sql`${governanceEvents.reportedAt} at time zone 'Asia/Shanghai'`),
  ],
  tables: {
    CATEGORY: { own: [valueDimension("category", sql`${governanceEvents.category}`)], where },
    SEVERITY: { own: [valueDimension("severity", sql`${governanceEvents.severity}`)], where },
    LEVEL: { own: [valueDimension("handlingLevelAtClose", sql`${governanceEvents.handlingLevelAtClose}`)], where },
  },
});

import { type CountSet, defineCounts, periodDimension, regionDimension, valueDimension } from "@tongshu/kit";
import { COUNTY_NODES } from "@tongshu/schema";
import { sql } from "drizzle-orm";
import { inspections, penalties } from "./tables.ts";

const COUNTIES = COUNTY_NODES.map(({ code }) => code);

export const inspectionCounts: CountSet = defineCounts({
  name: "inspections",
  type: "Inspection",
  from: inspections,
  shared: [
    regionDimension(inspections.region, COUNTIES),
    periodDimension(sql`${inspections.inspectDate}`),
    valueDimension("kind", sql`${inspections.kind}`),
  ],
  tables: { ALL: { own: [], where: sql`${inspections.region} like '62%'` } },
});

export const penaltyCounts: CountSet = defineCounts({
  name: "penalties",
  type: "Penalty",
  from: penalties,
  shared: [
    regionDimension(penalties.region, COUNTIES),
    periodDimension(sql`${penalties.decideDate}`),
    // Counted once, whatever the number of its kinds: else the kinds would not add up, and the difference would tell.
    valueDimension("kind", sql`${penalties.kinds}[1]`),
  ],
  tables: { ALL: { own: [], where: sql`${penalties.region} like '62%'` } },
});

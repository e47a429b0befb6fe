import { type CountSet, defineCounts, regionDimension, valueDimension } from "@tongshu/kit";
import { COUNTY_NODES } from "@tongshu/schema";
import { sql } from "drizzle-orm";
import { legalEntities } from "./tables.ts";

const where = sql`${legalEntities.registrationRegion} like '62%'`;
const decade = sql`lpad((floor(extract(year from ${legalEntities.establishedDate}) / 10) * 10)::int::text, 4, '0')`;

export const legalEntityCounts: CountSet = defineCounts({
  name: "legal-entities",
  type: "LegalEntity",
  from: legalEntities,
  shared: [
    regionDimension(
      legalEntities.registrationRegion,
      COUNTY_NODES.map(({ code }) => code),
    ),
    valueDimension("entityKind", sql`${legalEntities.entityKind}`),
  ],
  tables: {
    STATUS: { own: [valueDimension("status", sql`${legalEntities.status}`)], where },
    INDUSTRY: { own: [valueDimension("industrySection", sql`left(${legalEntities.industryCode}, 1)`)], where },
    DECADE: { own: [valueDimension("establishedDecade", decade)], where },
  },
});

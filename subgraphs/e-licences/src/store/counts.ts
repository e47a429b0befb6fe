import { type CountSet, defineCounts, regionDimension, valueDimension } from "@tongshu/kit";
import { COUNTY_NODES } from "@tongshu/schema";
import { sql } from "drizzle-orm";
import { licences } from "./tables.ts";

export const licenceCounts: CountSet = defineCounts({
  name: "e-licences",
  type: "Licence",
  from: licences,
  shared: [
    regionDimension(
      licences.issueRegion,
      COUNTY_NODES.map(({ code }) => code),
    ),
    valueDimension("typeCode", sql`${licences.typeCode}`),
    {
      name: "effectiveStatus",
      value: (asOfDate) =>
        sql`case when ${licences.status} = 'VALID' and ${licences.validTo} < ${asOfDate}::date then 'EXPIRED' else ${licences.status} end`,
    },
  ],
  tables: { ALL: { own: [], where: sql`${licences.issueRegion} like '62%'` } },
});

import { type CountSet, defineCounts, regionDimension, valueDimension } from "@tongshu/kit";
import { COUNTY_NODES } from "@tongshu/schema";
import { type SQL, sql } from "drizzle-orm";
import { licences } from "./tables.ts";

const where = sql`${licences.issueRegion} like '62%'`;

/** On the first day of the edition. */
function effectiveStatus(asOfDate: string): SQL {
  return sql`case when ${licences.status} = 'VALID' and ${licences.validTo} < ${asOfDate}::date
    then 'EXPIRED' else ${licences.status} end`;
}

export const licenceCounts: CountSet = defineCounts({
  name: "e-licences",
  type: "Licence",
  from: licences,
  shared: [
    regionDimension(
      licences.issueRegion,
      COUNTY_NODES.map(({ code }) => code),
    ),
  ],
  tables: {
    TYPE: { own: [valueDimension("typeCode", sql`${licences.typeCode}`)], where },
    STATUS: { own: [{ name: "effectiveStatus", value: effectiveStatus }], where },
  },
});

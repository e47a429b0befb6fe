import { type CountSet, defineCounts, regionDimension, valueDimension } from "@tongshu/kit";
import { CODE_TABLES, COUNTY_NODES } from "@tongshu/schema";
import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { persons } from "./tables.ts";

const COUNTIES = COUNTY_NODES.map(({ code }) => code);
const SEXES = ["MALE", "FEMALE"];

/** Full years on the first day of the edition. */
function ageBand(asOfDate: string): SQL {
  const age = sql`extract(year from age(${asOfDate}::date, ${persons.birthDate}))`;
  return sql`case when ${persons.birthDate} is null then null when ${age} < 14 then 'AGE_0_13' when ${age} < 18 then 'AGE_14_17'
    when ${age} < 35 then 'AGE_18_34' when ${age} < 60 then 'AGE_35_59' when ${age} < 80 then 'AGE_60_79' else 'AGE_80_UP' end`;
}

function tableBy(region: PgColumn) {
  return {
    own: [regionDimension(region, COUNTIES)],
    where: sql`${persons.lifeStatus} = 'ALIVE' and ${region} like '62%'`,
  };
}

export const populationCounts: CountSet = defineCounts({
  name: "population",
  type: "Person",
  from: persons,
  shared: [
    valueDimension("sex", sql`${persons.sex}`, SEXES),
    { name: "ageBand", value: ageBand, domain: Object.keys(CODE_TABLES.AgeBand) },
  ],
  tables: { HUKOU: tableBy(persons.hukouRegion), RESIDENCE: tableBy(persons.residenceRegion) },
});

import { systemClock } from "@tongshu/kit";
import {
  migrateAll,
  provisionDatabases,
  publishAllCounts,
  REGISTER_NAMES,
  type Stack,
  seedClients,
  seedConsents,
} from "@tongshu/scripts/stack";
import postgres from "postgres";
import { CALLERS } from "./callers.ts";
import { adminUrl } from "./database.ts";
import { cloneHub, copyDatabases, withPrefix } from "./hub-databases.ts";
import { PEOPLE } from "./planted/people.ts";
import type { Row } from "./planted/record.ts";
import { PLANTED } from "./planted/tables.ts";

const PREFIX = "planted_";

/** Copies of the six databases with the few planted rows and the demo clients: every row in them is known by name. */
export function clonePlanted(owning: AsyncDisposableStack): Promise<Stack> {
  return cloneHub(owning, {
    prefix: PREFIX,
    async prepare(base, sql) {
      await provisionDatabases(adminUrl(), base.secrets);
      await migrateAll(base);
      await seedClients(base);
      const people = Object.values(PEOPLE).map((row) => String(row["person_id"]));
      await seedConsents(base, people, CALLERS.cad.caseNo);
      await copyDatabases(sql, "", PREFIX);
      for (const name of REGISTER_NAMES) {
        await plant(withPrefix(adminUrl(), name, PREFIX), PLANTED[name]);
      }
      await publishAllCounts({ urlOf: (name) => withPrefix(adminUrl(), name, PREFIX) }, systemClock.nowMs());
    },
  });
}

/** Whatever stood in these tables gives way. */
async function plant(url: string, tables: Readonly<Record<string, readonly Row[]>>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    for (const [table, rows] of Object.entries(tables)) {
      await sql`truncate ${sql(table)}`;
      await sql`insert into ${sql(table)}
        select * from jsonb_populate_recordset(null::${sql(table)}, ${sql.json(rows as never)})`;
      await sql`analyze ${sql(table)}`;
    }
  } finally {
    await sql.end();
  }
}

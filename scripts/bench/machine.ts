import { availableParallelism, cpus } from "node:os";
import postgres from "postgres";

/** What the figures were made on. */
export interface Machine {
  readonly processor: string;
  readonly processorCount: number;
  readonly nodeVersion: string;
  readonly postgresVersion: string;
}

export async function describeMachine(adminUrl: string): Promise<Machine> {
  const sql = postgres(adminUrl, { max: 1 });
  try {
    const [row] = await sql<{ version: string }[]>`select current_setting('server_version') as version`;
    return {
      processor: cpus()[0]?.model.trim() ?? "unknown processor",
      processorCount: availableParallelism(),
      nodeVersion: process.versions.node,
      postgresVersion: row?.version ?? "",
    };
  } finally {
    await sql.end();
  }
}

import { eq } from "drizzle-orm";
import type { HubDb } from "./database.ts";
import { corrections } from "./tables/corrections.ts";

export interface Dispute {
  readonly subjectId: string;
  readonly coordinate: string;
}

/** Fields of people and organisations that somebody says are wrong and nobody has answered for yet. */
export function listDisputes(db: HubDb): Promise<Dispute[]> {
  return db
    .select({ subjectId: corrections.subjectId, coordinate: corrections.coordinate })
    .from(corrections)
    .where(eq(corrections.state, "OPEN"));
}

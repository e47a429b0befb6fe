import type { Subject } from "@tongshu/kit";
import type { Coordinate } from "@tongshu/schema";
import { listDisputes } from "../store/corrections-reader.ts";
import type { HubDb } from "../store/database.ts";

/** Which fields are disputed now, in memory: an answer without a disputed subject costs one look. */
export class Disputes {
  #coordinates: ReadonlyMap<string, readonly Coordinate[]> = new Map();

  /** The hub watch calls it whenever a correction was asked for or answered. */
  async refresh(db: HubDb): Promise<void> {
    const disputes = await listDisputes(db);
    const bySubject = Map.groupBy(disputes, ({ subjectId }) => subjectId);
    this.#coordinates = new Map(
      [...bySubject].map(([subjectId, list]) => [subjectId, list.map(({ coordinate }) => coordinate)]),
    );
  }

  /** Disputed coordinates of anybody the answer is about. */
  of(subjects: readonly Subject[]): readonly Coordinate[] {
    if (this.#coordinates.size === 0) return [];
    return subjects.flatMap(({ id }) => this.#coordinates.get(id) ?? []);
  }
}

import type { Clock, Subject } from "@tongshu/kit";
import type { Logger } from "pino";
import type { Caller } from "../identity/caller.ts";
import type { AccessView } from "../policy/access-view.ts";
import type { ImpatientConnection } from "../store/impatient-connection.ts";
import { noteOfficerReads } from "../store/officer-reads-transactor.ts";
import { shanghaiDay } from "./shanghai-day.ts";

interface OfficerDay {
  readonly officerId: string;
  readonly department: string;
  readonly day: string;
  /** Whom this gateway has noted already. */
  readonly known: Set<string>;
  readonly fresh: Set<string>;
}

/**
 * Counts how many different persons each officer reads a day, on all gateways together, and raises one alarm. It stops
 * nobody: an answer never waits for it.
 */
export class OfficerWatch {
  readonly #connection: ImpatientConnection;
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #mostPersons: number;
  readonly #days = new Map<string, OfficerDay>();
  #noting: Promise<void> | null = null;

  /** `mostPersons` in one day are no matter of notice. */
  constructor(connection: ImpatientConnection, clock: Clock, log: Logger, mostPersons: number) {
    this.#connection = connection;
    this.#clock = clock;
    this.#log = log;
    this.#mostPersons = mostPersons;
  }

  see({ officerId, department }: Caller, view: AccessView, subjects: readonly Subject[]): void {
    if (officerId === undefined || isBatchGrant(view)) return;
    const watched = this.#dayOf(officerId, department);
    for (const { type, id } of subjects) {
      // Beyond the alarm nobody counts, which bounds what is kept.
      if (type !== "Person" || watched.known.has(id) || watched.known.size > this.#mostPersons) continue;
      watched.known.add(id);
      watched.fresh.add(id);
    }
  }

  /** Tells the store whom officers read since; called every second. */
  flush(): Promise<void> {
    this.#noting ??= this.#noteAll().finally(() => {
      this.#noting = null;
    });
    return this.#noting;
  }

  /** Rejects at the first that the store does not take; what was not told is told the next time. */
  async #noteAll(): Promise<void> {
    const today = shanghaiDay(this.#clock.nowMs());
    for (const [key, watched] of this.#days) {
      if (watched.fresh.size > 0) await this.#note(watched);
      else if (watched.day !== today) this.#days.delete(key);
    }
  }

  async #note({ fresh, known: _known, ...officer }: OfficerDay): Promise<void> {
    const personIds = [...fresh];
    const reads = { ...officer, personIds, most: this.#mostPersons, nowMs: this.#clock.nowMs() };
    const { personCount, isAlarmRaised } = await this.#connection.run((sql) => noteOfficerReads(sql, reads));
    for (const id of personIds) fresh.delete(id);
    if (isAlarmRaised) this.#log.warn({ ...officer, personCount }, "an officer reads unusually many persons");
  }

  /** Bounded by the officers of the directory. */
  #dayOf(officerId: string, department: string): OfficerDay {
    const day = shanghaiDay(this.#clock.nowMs());
    const key = `${officerId} ${day}`;
    const watched = this.#days.get(key) ?? { officerId, department, day, known: new Set(), fresh: new Set() };
    this.#days.set(key, watched);
    return watched;
  }
}

function isBatchGrant(view: AccessView): boolean {
  return (view.grants.get("Person")?.maxBatch ?? 1) > 1;
}

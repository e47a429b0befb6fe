import { type Clock, HubError } from "@tongshu/kit";
import { beijingDate } from "@tongshu/schema";
import type { Logger } from "pino";
import type { RequestScope } from "../request-scope.ts";
import type { HubDatabase } from "../store/database.ts";
import { openImpatientConnection } from "../store/impatient-connection.ts";
import {
  type AlertOrigin,
  dropExpiredGuesses,
  type GuessAlert,
  type HeldGuesses,
  raiseGuessAlerts,
  releaseGuesses,
  reserveGuesses,
} from "../store/verification-transactor.ts";

/** One value claimed of one field of one subject, by their HMACs; `field` is the coordinate it is compared with. */
export interface Guess {
  readonly subject: string;
  readonly field: string;
  readonly value: string;
}

/** The guesses of one request, counted. */
export interface Reservation {
  readonly guesses: readonly Guess[];
  /** Those to be answered GUESS_LIMITED. */
  readonly refused: ReadonlySet<Guess>;
  /** Keys of the subjects and fields that have no guess left. */
  readonly full: ReadonlySet<string>;
}

/** Keeps departments from finding a value by trying. Both methods reject with AUDIT_UNAVAILABLE when the store is away. */
export interface GuessGuard {
  /** Counts the guesses before any register is asked, so that a crash, too, leaves them counted. */
  reserve(scope: RequestScope, guesses: readonly Guess[]): Promise<Reservation>;
  /** Takes back what was no wrong guess, and raises an alert where the limit is reached. */
  settle(scope: RequestScope, reservation: Reservation, harmless: ReadonlySet<Guess>): Promise<void>;
  close(): Promise<void>;
}

export interface GuessGuardOptions {
  readonly database: HubDatabase;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Different values of one field of one subject that one department may get wrong within the window. */
const MAX_WRONG_GUESSES = 5;
const GUESS_WINDOW_MS = 24 * 3_600_000;
const STORE_TIMEOUT_MS = 3_000;
const CLEAN_EVERY_MS = 10 * 60_000;

export function createGuessGuard({ database, clock, log }: GuessGuardOptions): GuessGuard {
  const connection = openImpatientConnection(database, STORE_TIMEOUT_MS);
  let cleanedAtMs = clock.nowMs();

  async function run<T>(work: Parameters<typeof connection.run<T>>[0]): Promise<T> {
    try {
      return await connection.run(work);
    } catch (error) {
      log.error({ err: error }, "guesses cannot be counted");
      throw new HubError("AUDIT_UNAVAILABLE");
    }
  }

  async function clean(sinceMs: number, nowMs: number): Promise<void> {
    if (nowMs - cleanedAtMs < CLEAN_EVERY_MS) return;
    cleanedAtMs = nowMs;
    await run((sql) => dropExpiredGuesses(sql, sinceMs));
  }

  return {
    async reserve(scope, guesses) {
      if (guesses.length === 0) return { guesses, refused: new Set(), full: new Set() };
      const nowMs = clock.nowMs();
      const sinceMs = nowMs - GUESS_WINDOW_MS;
      const offered = offeredOf(guesses, nowMs);
      const { department } = scope.caller;
      const limits = { nowMs, sinceMs, most: MAX_WRONG_GUESSES };
      const held = await run((sql) => reserveGuesses(sql, department, [...offered.values()], limits));
      const byKey = new Map(held.map((row) => [keyOf(row), row.guesses]));
      const refused = new Set(guesses.filter((guess) => !isAdmitted(guess, offered, byKey)));
      const full = new Set([...byKey].filter(([, kept]) => isFull(kept)).map(([key]) => key));
      await clean(sinceMs, nowMs);
      return { guesses, refused, full };
    },
    async settle(scope, reservation, harmless) {
      if (harmless.size > 0) {
        const released = releasedOf([...harmless]);
        await run((sql) => releaseGuesses(sql, scope.caller.department, released));
      }
      const alerts = alertsOf(reservation, harmless);
      if (alerts.length === 0) return;
      const origin = originOf(scope, clock.nowMs());
      await run((sql) => raiseGuessAlerts(sql, origin, alerts));
      log.warn({ requestId: scope.requestId, ...whoOf(scope), ...summaryOf(alerts) }, "guess limit reached");
    },
    close: () => connection.close(),
  };
}

function keyOf({ subject, field }: Pick<Guess, "subject" | "field">): string {
  return `${subject} ${field}`;
}

/** The different guesses of one request by subject and field, no more of each than could ever be admitted. */
function offeredOf(guesses: readonly Guess[], nowMs: number): ReadonlyMap<string, HeldGuesses> {
  const offered = new Map<string, { subject: string; field: string; guesses: Record<string, number> }>();
  for (const { subject, field, value } of guesses) {
    const key = keyOf({ subject, field });
    const entry = offered.get(key) ?? { subject, field, guesses: {} };
    offered.set(key, entry);
    const count = Object.keys(entry.guesses).length;
    // A millisecond apart, so that the first are admitted first.
    if (count < MAX_WRONG_GUESSES) entry.guesses[value] ??= nowMs + count;
  }
  return offered;
}

/** Once the limit was reached, every value is refused: the right one too, and one that was tried before. */
function isAdmitted(
  guess: Guess,
  offered: ReadonlyMap<string, HeldGuesses>,
  held: ReadonlyMap<string, HeldGuesses["guesses"]>,
): boolean {
  const key = keyOf(guess);
  const [kept = {}, own = {}] = [held.get(key), offered.get(key)?.guesses];
  const before = Object.entries(kept).filter(([value, at]) => own[value] !== Number(at));
  return before.length < MAX_WRONG_GUESSES && Object.hasOwn(kept, guess.value);
}

function isFull(kept: HeldGuesses["guesses"]): boolean {
  return Object.keys(kept).length >= MAX_WRONG_GUESSES;
}

function releasedOf(guesses: readonly Guess[]) {
  return [...Map.groupBy(guesses, keyOf).values()].map((same) => ({
    subject: same[0]?.subject ?? "",
    field: same[0]?.field ?? "",
    guesses: [...new Set(same.map(({ value }) => value))],
  }));
}

function alertsOf({ guesses, full, refused }: Reservation, harmless: ReadonlySet<Guess>): GuessAlert[] {
  const suspect = guesses.filter((guess) => full.has(keyOf(guess)) && !harmless.has(guess));
  return [...Map.groupBy(suspect, keyOf).values()].map((same) => ({
    subject: same[0]?.subject ?? "",
    field: same[0]?.field ?? "",
    refusedCount: same.filter((guess) => refused.has(guess)).length,
  }));
}

function originOf(scope: RequestScope, nowMs: number): AlertOrigin {
  return { ...whoOf(scope), at: new Date(nowMs), alertDate: beijingDate(nowMs) };
}

function whoOf({ caller, purposeCode }: RequestScope) {
  const { department, clientId, officerId = null } = caller;
  return { department, clientId, officerId, purpose: purposeCode ?? "" };
}

function summaryOf(alerts: readonly GuessAlert[]) {
  return { fields: [...new Set(alerts.map(({ field }) => field))], alertCount: alerts.length };
}

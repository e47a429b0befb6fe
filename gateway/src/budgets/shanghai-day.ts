const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** The day in Gansu, YYYY-MM-DD. China has one time zone and no summer time. */
export function shanghaiDay(nowMs: number): string {
  return new Date(nowMs + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
}

/** Until the next day begins in Gansu; at least one. */
export function secondsToMidnight(nowMs: number): number {
  const intoDayMs = (nowMs + SHANGHAI_OFFSET_MS) % DAY_MS;
  return Math.ceil((DAY_MS - intoDayMs) / 1_000);
}

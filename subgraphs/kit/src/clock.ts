/** The one road to the time of day, so that a test can move it. Milliseconds since 1970-01-01T00:00:00Z. */
export interface Clock {
  nowMs(): number;
}

export const systemClock: Clock = { nowMs: () => Date.now() };

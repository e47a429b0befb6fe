/** One measurement: this many requests in flight at one address, for so long. */
export interface LoadJob {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent one after the other, from the beginning again when they run out. */
  readonly bodies: readonly string[];
  readonly firstBody: number;
  readonly inFlight: number;
  /** Goes before the measurement and is not part of it. */
  readonly rampMs: number;
  readonly measureMs: number;
  /** Whose processor time is read at both ends: the way under load and PostgreSQL, each with all below it. */
  readonly wayPid: number;
  readonly postgresPid: number;
}

export interface LoadResult {
  /** Answered with data while it was measured. */
  readonly requestCount: number;
  readonly elapsedMs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly answerBytes: number;
  readonly wayCpuMs: number;
  readonly postgresCpuMs: number;
  /** Of the process that made the load. */
  readonly loadCpuMs: number;
  readonly failureCount: number;
  /** Status and the first characters of one that failed; an answer with data is no failure. */
  readonly failure: string | null;
}

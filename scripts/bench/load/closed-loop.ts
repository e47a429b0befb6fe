import { type Dispatcher, Pool } from "undici";
import { percentile } from "../percentile.ts";
import type { LoadJob, LoadResult } from "./load-job.ts";

type LoopFigures = Omit<LoadResult, "wayCpuMs" | "postgresCpuMs" | "loadCpuMs">;

/** What an answer with data begins with, however it was made; one with errors begins with them. */
const GOOD_BEGINNING = '{"data":{"';
const FAILURE_LENGTH = 300;

/** Sends the next request when an answer has come, so that a slow way is asked less and not buried. */
export class ClosedLoop {
  readonly #job: LoadJob;
  readonly #pool: Pool;
  readonly #path: string;
  readonly #bodies: readonly Buffer[];
  #next: number;
  #isStopping = false;
  #underWay = 0;
  #idle: () => void = () => {};
  readonly #firstAnswer = Promise.withResolvers<void>();
  #startedAtMs = 0;
  #latenciesMs: number[] | null = null;
  #byteCount = 0;
  #failureCount = 0;
  #failure: string | null = null;

  constructor(job: LoadJob) {
    const { origin, pathname } = new URL(job.url);
    this.#job = job;
    this.#path = pathname;
    this.#pool = new Pool(origin, { connections: job.inFlight, pipelining: 1 });
    this.#bodies = job.bodies.map((body) => Buffer.from(body));
    this.#next = job.firstBody;
  }

  start(): void {
    for (let each = 0; each < this.#job.inFlight; each += 1) this.#send();
  }

  /** Resolves at the first answer that is measured, so that the slowest way has figures after the shortest time. */
  get firstAnswer(): Promise<void> {
    return this.#firstAnswer.promise;
  }

  beginMeasuring(): void {
    this.#latenciesMs = [];
    this.#byteCount = 0;
    this.#startedAtMs = performance.now();
  }

  endMeasuring(): LoopFigures {
    const sorted = Float64Array.from(this.#latenciesMs ?? []).sort();
    this.#latenciesMs = null;
    return {
      requestCount: sorted.length,
      elapsedMs: performance.now() - this.#startedAtMs,
      p50Ms: percentile(sorted, 0.5),
      p99Ms: percentile(sorted, 0.99),
      answerBytes: sorted.length === 0 ? 0 : this.#byteCount / sorted.length,
      failureCount: this.#failureCount,
      failure: this.#failure,
    };
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    if (this.#underWay > 0) await new Promise<void>((done) => (this.#idle = done));
    await this.#pool.close();
  }

  #send(): void {
    const body = this.#bodies[this.#next++ % this.#bodies.length] ?? null;
    this.#underWay += 1;
    const request = { path: this.#path, method: "POST", headers: this.#job.headers, body } as const;
    this.#pool.dispatch(request, this.#answerHandler());
  }

  /** undici's innermost interface: a promise and a stream for each answer would cost as much as some ways do. */
  #answerHandler(): Dispatcher.DispatchHandler {
    const sentAtMs = performance.now();
    let status = 0;
    let byteCount = 0;
    let beginning = "";
    return {
      onRequestStart() {},
      onResponseStart(_controller, statusCode) {
        status = statusCode;
      },
      onResponseData(_controller, chunk) {
        if (byteCount === 0) beginning = chunk.toString("utf8", 0, FAILURE_LENGTH);
        byteCount += chunk.length;
      },
      onResponseEnd: () => {
        const isGood = status === 200 && beginning.startsWith(GOOD_BEGINNING);
        this.#end(sentAtMs, byteCount, isGood ? null : `${status} ${beginning}`);
      },
      onResponseError: (_controller, error) => this.#end(sentAtMs, byteCount, error.message),
    };
  }

  #end(sentAtMs: number, byteCount: number, failure: string | null): void {
    this.#underWay -= 1;
    if (this.#latenciesMs !== null) this.#count(this.#latenciesMs, sentAtMs, byteCount, failure);
    if (!this.#isStopping) this.#send();
    else if (this.#underWay === 0) this.#idle();
  }

  #count(latenciesMs: number[], sentAtMs: number, byteCount: number, failure: string | null): void {
    this.#firstAnswer.resolve();
    if (failure === null) {
      latenciesMs.push(performance.now() - sentAtMs);
      this.#byteCount += byteCount;
      return;
    }
    this.#failureCount += 1;
    this.#failure ??= failure;
  }
}

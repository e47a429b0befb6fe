import { type Clock, HubError, type Register, type RegisterAnswer, type RegisterCall } from "@tongshu/kit";
import CircuitBreaker from "opossum";
import type { Metrics } from "../telemetry/metrics.ts";
import { inSpan } from "../telemetry/spans.ts";

/** How long one call may take, and when a register that keeps failing is left alone for a while. */
export interface PortOptions {
  readonly deadlineMs: number;
  /** How long an open breaker waits before it lets one call through again. */
  readonly retryAfterMs: number;
  readonly metrics: Metrics;
  readonly clock: Clock;
}

/** One register as the gateway calls it: with a deadline, and a breaker so that a dead source costs nothing. */
export class RegisterPort {
  readonly name: string;
  readonly #register: Register;
  readonly #options: PortOptions;
  readonly #breaker: CircuitBreaker<[RegisterCall], RegisterAnswer | null>;

  constructor(register: Register, options: PortOptions) {
    this.name = register.name;
    this.#register = register;
    this.#options = options;
    this.#breaker = new CircuitBreaker((call: RegisterCall) => answerUnlessLeft(register, call), {
      name: register.name,
      timeout: options.deadlineMs,
      resetTimeout: options.retryAfterMs,
      errorThresholdPercentage: 50,
      volumeThreshold: 5,
      rollingCountTimeout: 10_000,
    });
  }

  /** Rejects with SOURCE_DOWN or SOURCE_TIMEOUT. */
  async ask(call: RegisterCall): Promise<RegisterAnswer> {
    const { metrics, clock } = this.#options;
    const startedAtMs = clock.nowMs();
    let outcome = "OK";
    try {
      const answer = await inSpan("register.ask", { register: this.name }, () => this.#breaker.fire(call));
      if (!answer) throw new HubError("SOURCE_TIMEOUT");
      return answer;
    } catch (error) {
      const failure = toSourceError(error);
      outcome = failure.code;
      throw failure;
    } finally {
      metrics.countRegisterCall(this.name, outcome, clock.nowMs() - startedAtMs);
    }
  }

  isReady(): Promise<boolean> {
    return this.#register.isReady();
  }

  async close(): Promise<void> {
    this.#breaker.shutdown();
    await this.#register.close();
  }
}

/**
 * Null when nobody waits for the answer any more, which says nothing about the source: else one caller who hangs up again
 * and again would close a register to everybody.
 */
async function answerUnlessLeft(register: Register, call: RegisterCall): Promise<RegisterAnswer | null> {
  try {
    return await Promise.race([answerOrFail(register, call), untilLeft(call.signal)]);
  } catch (error) {
    if (call.signal.aborted) return null;
    throw error;
  }
}

/** Callers who hang up while a register hangs must not go on taking the place of others. */
function untilLeft(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    signal.addEventListener("abort", () => resolve(null), { once: true });
  });
}

/** An answer that holds nothing but the loss of its source counts against the breaker, as a refused connection does. */
async function answerOrFail(register: Register, call: RegisterCall): Promise<RegisterAnswer> {
  const answer = await register.ask(call);
  const lost = answer.errors.find(({ code }) => code === "SOURCE_DOWN" || code === "SOURCE_TIMEOUT");
  if (lost) throw new HubError(lost.code);
  return answer;
}

function toSourceError(error: unknown): HubError {
  if (error instanceof HubError) return error;
  const code = (error as { code?: unknown }).code;
  return new HubError(code === "ETIMEDOUT" ? "SOURCE_TIMEOUT" : "SOURCE_DOWN");
}

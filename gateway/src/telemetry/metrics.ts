import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** Prometheus metrics. Labels are codes of ours and register names: never a caller, a subject or a text. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests = new Counter({
    name: "tongshu_requests_total",
    help: "Requests to the data plane, by outcome",
    labelNames: ["outcome"],
    registers: [this.#registry],
  });
  readonly #durations = new Histogram({
    name: "tongshu_request_duration_seconds",
    help: "Time from the first byte read to the last byte given to the socket",
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
    registers: [this.#registry],
  });
  readonly #registerCalls = new Histogram({
    name: "tongshu_register_call_duration_seconds",
    help: "Time of one call to a register, by register and outcome",
    labelNames: ["register", "outcome"],
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5],
    registers: [this.#registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.#registry });
  }

  countRequest(outcome: string, durationMs: number): void {
    this.#requests.inc({ outcome });
    this.#durations.observe(durationMs / 1000);
  }

  countRegisterCall(register: string, outcome: string, durationMs: number): void {
    this.#registerCalls.observe({ register, outcome }, durationMs / 1000);
  }

  /** A value that is read when the metrics are. */
  watch(name: string, help: string, read: () => number): void {
    const gauge: Gauge = new Gauge({ name, help, registers: [this.#registry], collect: () => gauge.set(read()) });
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  print(): Promise<string> {
    return this.#registry.metrics();
  }
}

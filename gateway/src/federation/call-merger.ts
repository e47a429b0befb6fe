import type { RegisterAnswer, RegisterOperation } from "@tongshu/kit";
import { LRUCache } from "lru-cache";
import { mergeOperations, mergeVariables, splitAnswer } from "./merged-operation.ts";

/** Sends one operation to one register. */
type Send = (
  register: string,
  operation: RegisterOperation,
  variables: Readonly<Record<string, unknown>>,
) => Promise<RegisterAnswer>;

interface PendingCall {
  readonly operation: RegisterOperation;
  readonly variables: Readonly<Record<string, unknown>>;
  resolve(answer: RegisterAnswer): void;
  reject(error: unknown): void;
}

/** Merged operations by the hashes of their parts. Text only: nobody's data. */
const merged = new LRUCache<string, RegisterOperation>({
  max: 2_000,
  maxSize: 1_000_000,
  sizeCalculation: ({ text }) => text.length,
});

/**
 * Gathers what one request asks of one register at the same level of its plan and sends it as one call, so that a register
 * is called once a level however many paths lead to it. Lives as long as the request.
 */
export class CallMerger {
  readonly #send: Send;
  readonly #pending = new Map<string, PendingCall[]>();

  constructor(send: Send) {
    this.#send = send;
  }

  ask(register: string, operation: RegisterOperation, variables: PendingCall["variables"]): Promise<RegisterAnswer> {
    return new Promise((resolve, reject) => {
      const waiting = this.#pending.get(register);
      const call = { operation, variables, resolve, reject };
      if (waiting) waiting.push(call);
      else {
        this.#pending.set(register, [call]);
        // The steps of one level start in one turn of the loop; they are all here when it ends.
        queueMicrotask(() => this.#flush(register));
      }
    });
  }

  #flush(register: string): void {
    const calls = this.#pending.get(register) ?? [];
    this.#pending.delete(register);
    const [only] = calls;
    if (!only) return;
    if (calls.length === 1) this.#send(register, only.operation, only.variables).then(only.resolve, only.reject);
    else this.#flushMerged(register, calls);
  }

  #flushMerged(register: string, calls: readonly PendingCall[]): void {
    const key = calls.map(({ operation }) => operation.hash).join(" ");
    const operation = merged.get(key) ?? mergeOperations(calls.map((call) => call.operation));
    merged.set(key, operation);
    this.#send(register, operation, mergeVariables(calls.map(({ variables }) => variables))).then(
      (answer) => {
        const answers = splitAnswer(answer, calls.length);
        for (const [part, call] of calls.entries()) call.resolve(answers[part] as RegisterAnswer);
      },
      (error) => {
        for (const call of calls) call.reject(error);
      },
    );
  }
}

import { Pool } from "undici";
import type { Capability } from "./capability.ts";
import { systemClock } from "./clock.ts";
import { HubError } from "./errors.ts";
import type { Holding } from "./holdings.ts";
import type { Register, RegisterAnswer, RegisterCall } from "./register.ts";
import { codeOfAnswer } from "./serve/answer.ts";
import type { CapabilitySigner } from "./serve/capability-token.ts";
import { CLIENT_IDLE_MS, GRAPHQL_PATH, HOLDINGS_PATH, type Question, READY_PATH } from "./serve/wire.ts";

export interface HttpRegisterOptions {
  readonly name: string;
  /** Origin of the register's server. */
  readonly url: string;
  readonly signer: CapabilitySigner;
  readonly connectionCount?: number;
  readonly connectTimeoutMs?: number;
}

/** A register in another process. Rejects with SOURCE_DOWN or SOURCE_TIMEOUT when it does not answer. */
export function connectRegister(options: HttpRegisterOptions): Register {
  const { name, url, signer, connectionCount = 32, connectTimeoutMs = 2_000 } = options;
  const pool = new Pool(url, {
    connections: connectionCount,
    keepAliveTimeout: CLIENT_IDLE_MS,
    // Else the server's longer wish would be taken over.
    keepAliveMaxTimeout: CLIENT_IDLE_MS,
    connect: { timeout: connectTimeoutMs },
  });

  async function ask(call: RegisterCall): Promise<RegisterAnswer> {
    const token = await signer.sign(call.capability, name);
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    try {
      const body = JSON.stringify(questionOf(call));
      const response = await pool.request({ path: GRAPHQL_PATH, method: "POST", headers, body, signal: call.signal });
      const answer = (await response.body.json()) as RegisterAnswer;
      if (response.statusCode === 200) return answer;
      const refusal = codeOfAnswer(answer) ?? "SOURCE_DOWN";
      if (response.statusCode >= 500 || refusal === "SOURCE_DOWN") throw new HubError(refusal);
      return answer;
    } catch (error) {
      if (error instanceof HubError) throw error;
      throw new HubError(call.signal.aborted ? "SOURCE_TIMEOUT" : "SOURCE_DOWN");
    }
  }

  async function holdings(): Promise<readonly Holding[]> {
    const token = await signer.sign(ofNobody(), name);
    const signal = AbortSignal.timeout(connectTimeoutMs);
    try {
      const headers = { authorization: `Bearer ${token}` };
      const { statusCode, body } = await pool.request({ path: HOLDINGS_PATH, method: "GET", headers, signal });
      const answer = (await body.json()) as readonly Holding[];
      if (statusCode === 200) return answer;
    } catch {
      // Told below, in the hub's own words.
    }
    throw new HubError("SOURCE_DOWN");
  }

  async function isReady(): Promise<boolean> {
    try {
      const signal = AbortSignal.timeout(connectTimeoutMs);
      const { statusCode, body } = await pool.request({ path: READY_PATH, method: "GET", signal });
      await body.dump();
      return statusCode === 200;
    } catch {
      return false;
    }
  }

  return { name, ask, holdings, isReady, close: () => pool.close() };
}

/** How long the proof that a gateway asks is good for. */
const PROOF_LIFE_MS = 10_000;

/** Proves that a gateway asks, and opens no cell of any row. */
function ofNobody(): Capability {
  const expiresAtMs = systemClock.nowMs() + PROOF_LIFE_MS;
  const whole = { department: "GSO", region: "620000", purpose: "CATALOGUE", requestId: "catalogue" };
  return { ...whole, policyVersion: "", expiresAtMs, viewHash: "", levels: {}, scopes: {} };
}

function questionOf({ operation, variables, capability }: RegisterCall): Question {
  const { requestId, caseNo } = capability;
  return { query: operation.text, hash: operation.hash, variables, requestId, ...(caseNo ? { caseNo } : {}) };
}

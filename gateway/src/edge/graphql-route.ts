import type { IncomingMessage, ServerResponse } from "node:http";
import { type ApolloServer, HeaderMap } from "@apollo/server";
import { type Clock, HubError } from "@tongshu/kit";
import { ERRORS, type ErrorCode } from "@tongshu/schema";
import type { Logger } from "pino";
import type { AuditWriter } from "../audit/audit-record.ts";
import type { Budgets } from "../budgets/budgets.ts";
import { RefusalThrottle } from "../budgets/refusal-throttle.ts";
import type { Caller } from "../identity/caller.ts";
import type { TokenVerifier } from "../identity/verify-token.ts";
import type { TrustedOperations } from "../operations/trusted-operations.ts";
import type { PolicySnapshot } from "../policy/snapshot.ts";
import { emptyAccount, type RequestScope } from "../request-scope.ts";
import type { Metrics } from "../telemetry/metrics.ts";
import { inSpan } from "../telemetry/spans.ts";
import { auditRecordOf } from "./audit-record-of.ts";
import type { DocumentScreen } from "./document-screen.ts";
import { refuse } from "./refuse.ts";
import { type GraphqlBody, readSentBody } from "./request-body.ts";
import { acceptedType, readHeaders, requestIdOf } from "./request-headers.ts";
import { JSON_TYPE, send } from "./respond.ts";

export interface GraphqlRouteOptions {
  readonly apollo: ApolloServer<RequestScope>;
  readonly verifier: TokenVerifier;
  readonly screen: DocumentScreen;
  readonly audit: AuditWriter;
  readonly budgets: Budgets;
  readonly operations: TrustedOperations;
  readonly currentSnapshot: () => PolicySnapshot;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly maxBodyBytes: number;
  readonly requestDeadlineMs: number;
  /** Requests in hand at once; more are refused at the door instead of slowing everybody. */
  readonly maxInFlight: number;
}

type Answer = { readonly headers: Iterable<[string, string]>; readonly body: string };

/** `POST /graphql`: who, what for, the operation, the record, the answer; in that order and no other. */
export class GraphqlRoute {
  readonly #options: GraphqlRouteOptions;
  readonly #throttle = new RefusalThrottle();
  #inFlight = 0;

  constructor(options: GraphqlRouteOptions) {
    this.#options = options;
    options.metrics.watch("tongshu_requests_in_flight", "Requests in hand", () => this.#inFlight);
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = requestIdOf(request);
    response.setHeader("x-request-id", requestId);
    const startedAtMs = this.#options.clock.nowMs();
    this.#inFlight += 1;
    let outcome: string = "OK";
    try {
      if (this.#inFlight > this.#options.maxInFlight) throw new HubError("RATE_LIMITED", { retryAfterSeconds: 1 });
      outcome = await inSpan("graphql.request", { requestId }, () =>
        this.#answer(request, response, requestId, startedAtMs),
      );
    } catch (error) {
      outcome = refuse(response, requestId, error, this.#options.log);
    } finally {
      this.#inFlight -= 1;
      const durationMs = this.#options.clock.nowMs() - startedAtMs;
      this.#options.metrics.countRequest(outcome, durationMs);
      this.#options.log.info({ requestId, outcome, durationMs }, "request");
    }
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
    startedAtMs: number,
  ): Promise<string> {
    const { verifier, currentSnapshot, requestDeadlineMs, budgets } = this.#options;
    const caller = await verifier.verify(request.headersDistinct["authorization"]);
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), requestDeadlineMs);
    response.on("close", () => response.writableFinished || deadline.abort());
    const account = emptyAccount();
    const { signal } = deadline;
    let scope: RequestScope = {
      requestId,
      caller,
      snapshot: currentSnapshot(),
      ...UNSTATED,
      startedAtMs,
      signal,
      account,
    };
    try {
      scope = { ...scope, ...readHeaders(request) };
      const accepted = acceptedType(request);
      await budgets.charge(caller, DOOR_POINTS);
      const body = await this.#readOperation(request, caller, signal);
      return await this.#execute(response, scope, body, accepted);
    } catch (error) {
      // A refusal to a known caller is an answer as well, and leaves its record first.
      if (error instanceof HubError && error.code !== "AUDIT_UNAVAILABLE") await this.#record(scope, error.code);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** The operation to run. What the caller may not run or cannot pay is refused before anybody parses it. */
  async #readOperation(request: IncomingMessage, caller: Caller, signal: AbortSignal): Promise<GraphqlBody> {
    const { operations, budgets, screen, maxBodyBytes } = this.#options;
    const sent = await readSentBody(request, maxBodyBytes, signal);
    const text = await operations.textOf(caller, sent);
    if (screen.isNew(text)) await budgets.charge(caller, NEW_TEXT_POINTS);
    screen.check(text);
    const { documentId: _documentId, ...body } = sent;
    return { ...body, query: text };
  }

  async #execute(response: ServerResponse, scope: RequestScope, body: GraphqlBody, accepted: string): Promise<string> {
    const answer = await this.#runOperation(scope, body, accepted);
    const { outcome, retryAfterSeconds } = scope.account;
    // The hub database went away in the middle: one refusal, whether a budget or the record was the first to notice.
    if (outcome === "AUDIT_UNAVAILABLE") throw new HubError("AUDIT_UNAVAILABLE");
    await this.#record(scope, outcome);
    if (retryAfterSeconds !== null) response.setHeader("retry-after", retryAfterSeconds);
    for (const [name, value] of answer.headers) if (name !== "content-type") response.setHeader(name, value);
    const contentType = new Map(answer.headers).get("content-type") ?? JSON_TYPE;
    send(response, statusOf(outcome, contentType), contentType, answer.body);
    return outcome;
  }

  async #runOperation(scope: RequestScope, body: GraphqlBody, accepted: string): Promise<Answer> {
    const headers = new HeaderMap([
      ["content-type", "application/json"],
      ["accept", accepted],
    ]);
    const { headers: given, body: result } = await this.#options.apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: "POST", headers, search: "", body },
      context: async () => scope,
    });
    if (result.kind !== "complete") throw new HubError("INTERNAL_SERVER_ERROR");
    return { headers: given, body: result.string };
  }

  /** Durable before the answer leaves. Throws AUDIT_UNAVAILABLE: then nothing of the answer is sent. */
  async #record(scope: RequestScope, outcome: "OK" | ErrorCode): Promise<void> {
    const { audit, clock } = this.#options;
    const { subjects } = scope.account;
    const isRepeated = outcome === "RATE_LIMITED" && !this.#throttle.isDue(scope.caller.clientId, clock.nowMs());
    // What read somebody's data is recorded, however often.
    if (isRepeated && subjects.length === 0) return;
    await audit.write(auditRecordOf(scope, outcome, clock.nowMs()));
  }
}

/** GraphQL over HTTP: an old `application/json` client reads the body whatever happened, a new one reads the status. */
function statusOf(outcome: "OK" | ErrorCode, contentType: string): number {
  return outcome === "OK" || contentType.startsWith("application/json") ? 200 : ERRORS[outcome].httpStatus;
}

/** What a request costs before anybody looks at it, so that refusals are bounded too. */
const DOOR_POINTS = 1;
/** Parsing, validating and planning a text takes some milliseconds of the processor; running it again takes none of that. */
const NEW_TEXT_POINTS = 20;

const UNSTATED = { purposeCode: null, caseNo: null, isStrict: false };

import type { IncomingMessage, ServerResponse } from "node:http";
import { type ApolloServer, HeaderMap } from "@apollo/server";
import { HubError } from "@tongshu/kit";
import type { Logger } from "pino";
import type { ControlContext, ControlServices } from "../control/control-context.ts";
import type { TokenVerifier } from "../identity/verify-token.ts";
import type { Metrics } from "../telemetry/metrics.ts";
import type { DocumentScreen } from "./document-screen.ts";
import { refuse } from "./refuse.ts";
import { readGraphqlBody } from "./request-body.ts";
import { acceptedType, requestIdOf } from "./request-headers.ts";
import { JSON_TYPE, send } from "./respond.ts";

export interface ControlRouteOptions {
  readonly apollo: ApolloServer<ControlContext>;
  readonly services: ControlServices;
  readonly verifier: TokenVerifier;
  readonly screen: DocumentScreen;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly maxBodyBytes: number;
  readonly requestDeadlineMs: number;
}

/** Acts and questions in hand at once; people send them, not programs. */
const MAX_IN_FLIGHT = 64;

/** `POST /admin/graphql`: who, the operation, the answer. What was done is recorded by the act itself. */
export class ControlRoute {
  readonly #options: ControlRouteOptions;
  #inFlight = 0;

  constructor(options: ControlRouteOptions) {
    this.#options = options;
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { services, metrics, log } = this.#options;
    const requestId = requestIdOf(request);
    response.setHeader("x-request-id", requestId);
    const startedAtMs = services.clock.nowMs();
    this.#inFlight += 1;
    let outcome = "OK";
    try {
      if (this.#inFlight > MAX_IN_FLIGHT) throw new HubError("RATE_LIMITED", { retryAfterSeconds: 1 });
      await this.#answer(request, response, requestId);
    } catch (error) {
      outcome = refuse(response, requestId, error, this.#options.log);
    } finally {
      this.#inFlight -= 1;
      const durationMs = services.clock.nowMs() - startedAtMs;
      metrics.countRequest(outcome, durationMs);
      log.info({ requestId, outcome, durationMs }, "control request");
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> {
    const { apollo, services, verifier, screen, maxBodyBytes, requestDeadlineMs } = this.#options;
    const caller = await verifier.verify(request.headersDistinct["authorization"]);
    const body = await readGraphqlBody(request, maxBodyBytes, AbortSignal.timeout(requestDeadlineMs));
    // PostgreSQL takes no text with it; refused here, it is the sender's mistake and not ours.
    if (JSON.stringify(body).includes("\\u0000"))
      throw new HubError("BAD_USER_INPUT", { field: "body", rule: "no NUL" });
    screen.check(body.query);
    const headers = new HeaderMap([
      ["content-type", "application/json"],
      ["accept", acceptedType(request)],
    ]);
    const answer = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: "POST", headers, search: "", body },
      context: async () => ({ requestId, caller, services }),
    });
    if (answer.body.kind !== "complete") throw new HubError("INTERNAL_SERVER_ERROR");
    send(response, answer.status ?? 200, answer.headers.get("content-type") ?? JSON_TYPE, answer.body.string);
  }
}

import assert from "node:assert";
import type { Server } from "node:http";
import { type Clock, prepareStop, type Register } from "@tongshu/kit";
import { loadSupergraphSdl } from "@tongshu/schema";
import type { Logger } from "pino";
import { openAudit } from "./audit/open-audit.ts";
import { type BudgetLimits, openBudgets } from "./budgets/open-budgets.ts";
import { openControlPlane } from "./control/control-plane.ts";
import { createApolloServer } from "./edge/apollo-server.ts";
import { ControlRoute } from "./edge/control-route.ts";
import { DocumentScreen } from "./edge/document-screen.ts";
import { GraphqlRoute } from "./edge/graphql-route.ts";
import { openEvidence } from "./evidence.ts";
import { Explainer } from "./explain/explainer.ts";
import { OperationTexts } from "./explain/operation-texts.ts";
import { executePlan } from "./federation/execute-plan.ts";
import { GuardedGateway } from "./federation/guarded-gateway.ts";
import type { OperationLimits } from "./federation/limits.ts";
import { RegisterPort } from "./federation/register-port.ts";
import { HubGraph } from "./federation/supergraph.ts";
import { createIssuer } from "./identity/issuer.ts";
import { createSeal } from "./identity/seal.ts";
import { createTokenVerifier, type TokenVerifier } from "./identity/verify-token.ts";
import { TrustedOperations } from "./operations/trusted-operations.ts";
import { PolicyHolder } from "./policy/policy-holder.ts";
import { createGatewayServer } from "./server.ts";
import { type HubDatabase, type HubDb, openHubDatabase } from "./store/database.ts";
import { openDirectory } from "./store/directory.ts";
import { createPolicySource } from "./store/policy-source.ts";
import { watchHub } from "./store/watch-hub.ts";
import { Metrics } from "./telemetry/metrics.ts";
import { startTracing } from "./telemetry/tracing.ts";
import { createGuessGuard } from "./verification/guess-guard.ts";
import { createGuessHasher } from "./verification/guess-hash.ts";
import { Verifier } from "./verification/verifier.ts";

export interface GatewayOptions {
  readonly host: string;
  readonly port: number;
  /** The hub database under its runtime role. */
  readonly hubDatabaseUrl: string;
  /** The same under its control role; without it this gateway has no control plane. */
  readonly controlDatabaseUrl?: string;
  readonly registers: readonly Register[];
  /** The graph of those registers; the committed one unless said. */
  readonly supergraphSdl?: string;
  /** The address callers know the hub by; `iss` of its own tokens. */
  readonly issuerUrl: string;
  /** Locks the signing keys in the hub database. */
  readonly sealingSecret: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly limits?: Partial<GatewayLimits>;
  /** OpenTelemetry collector that takes spans over HTTP; none unless said. */
  readonly otlpUrl?: string;
}

/** Bounds of one gateway; a deployment may tighten or widen them. */
export interface GatewayLimits extends OperationLimits, BudgetLimits {
  readonly maxBodyBytes: number;
  readonly maxTokens: number;
  readonly maxInFlight: number;
  readonly requestDeadlineMs: number;
  readonly registerDeadlineMs: number;
  readonly registerRetryAfterMs: number;
}

export interface RunningGateway {
  readonly url: string;
  /** Does at once what the clock of the control plane would do within a minute. */
  doDueWork(): Promise<void>;
  /** Stops accepting, finishes what is under way, flushes the record. */
  stop(): Promise<void>;
}

/** Room for the widest dossier several times over; far below what stops the planner or fills memory. */
export const DEFAULT_LIMITS: GatewayLimits = {
  maxBodyBytes: 256 * 1024,
  maxTokens: 5_000,
  maxSelections: 2_000,
  maxDepth: 16,
  maxRootFields: 100,
  maxConditions: 6,
  maxNodes: 2_000_000,
  maxInFlight: 512,
  requestDeadlineMs: 10_000,
  registerDeadlineMs: 5_000,
  registerRetryAfterMs: 1_000,
  // The dossier of everything costs about 80 points, a plain question 2.
  clientPointsPerSecond: 20_000,
  clientBurstPoints: 200_000,
  departmentPointsPerSecond: 50_000,
  departmentBurstPoints: 500_000,
  maxPersonsPerOfficerDay: 200,
};

/** A port that another program holds. */
export class PortTakenError extends Error {
  readonly port: number;

  constructor(port: number) {
    super(`port ${port} is taken`);
    this.port = port;
  }
}

const AUDIENCE = "tongshu";
/** What a request may take beyond its deadline: its record, and the way to a slow caller. */
const STOP_GRACE_MS = 2_000;

/** Opens everything a gateway needs and listens. Throws PortTakenError. */
export async function startGateway(options: GatewayOptions): Promise<RunningGateway> {
  const { clock, log } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const database = openHubDatabase({ url: options.hubDatabaseUrl, applicationName: "gateway" });
  const spending = openBudgets({ database, clock, log, limits });
  const evidence = openEvidence(database, createSeal(options.sealingSecret));
  const hub = await followHub(options, database, (db) =>
    Promise.all([spending.budgets.refresh(db), evidence.refresh(db)]),
  );
  const audit = openAudit({ database, clock, log, sealingSecret: options.sealingSecret });
  const tracing = options.otlpUrl ? startTracing(options.otlpUrl) : null;
  const guesses = createGuessGuard({ database, clock, log });
  const verifier = new Verifier(guesses, createGuessHasher(options.sealingSecret));
  const metrics = new Metrics();
  const ports = openPorts(options.registers, limits, metrics, clock);
  const graph = new HubGraph(options.supergraphSdl ?? loadSupergraphSdl(), clock);
  const explainer = new Explainer(graph, limits);
  const texts = new OperationTexts({ database, clock, log });
  const wall = { graph, ports, runPlan: executePlan, limits, capabilityLifeMs: limits.requestDeadlineMs };
  const gateway = new GuardedGateway({ ...wall, verifier, spending, evidence, explainer, texts });
  const apollo = createApolloServer(gateway, limits.maxTokens, log);
  await apollo.start();
  const { maxBodyBytes, requestDeadlineMs, maxInFlight } = limits;
  const screen = new DocumentScreen(limits.maxTokens);
  const graphql = new GraphqlRoute({
    apollo,
    screen,
    audit,
    budgets: spending.budgets,
    operations: hub.operations,
    clock,
    log,
    metrics,
    currentSnapshot: () => hub.policy.current(),
    verifier: hub.verifier,
    maxBodyBytes,
    requestDeadlineMs,
    maxInFlight,
  });
  const control = await openControl(options, { graph, explainer, limits, screen, verifier: hub.verifier, metrics });
  const isReady = async () => hub.policy.isLoaded && (await database.isReady());
  const { issuer } = hub;
  const server = createGatewayServer({ graphql, control: control?.route ?? null, issuer, evidence, metrics, isReady });
  const stopServer = prepareStop(server, requestDeadlineMs + STOP_GRACE_MS);
  await listen(server, options);
  return {
    url: `http://${options.host}:${portOf(server)}`,
    doDueWork: async () => control?.doDueWork(),
    async stop() {
      await stopServer();
      await apollo.stop();
      await control?.stop();
      for (const part of [audit, texts, guesses, spending, evidence, hub.watch]) await part.close();
      await Promise.all([...ports.values()].map((port) => port.close()));
      await database.close();
      await tracing?.stop();
    },
  };
}

interface ControlParts {
  readonly graph: HubGraph;
  readonly explainer: Explainer;
  readonly limits: GatewayLimits;
  readonly screen: DocumentScreen;
  readonly verifier: TokenVerifier;
  readonly metrics: Metrics;
}

/** The control plane with its way in; null on a gateway that has none. */
async function openControl(options: GatewayOptions, parts: ControlParts) {
  const { controlDatabaseUrl, clock, log, registers, sealingSecret } = options;
  if (!controlDatabaseUrl) return null;
  const { graph, explainer, limits, ...door } = parts;
  const { maxTokens, maxBodyBytes, requestDeadlineMs } = limits;
  const plane = await openControlPlane({
    databaseUrl: controlDatabaseUrl,
    clock,
    graph,
    explainer,
    registers,
    maxTokens,
    sealingSecret,
    log,
  });
  const route = new ControlRoute({ ...plane, ...door, log, maxBodyBytes, requestDeadlineMs });
  return { ...plane, route };
}

/** What this gateway keeps of the hub database in memory: policy, clients, keys; renewed whenever one of them changes. */
async function followHub(
  { clock, log, issuerUrl, sealingSecret }: GatewayOptions,
  database: HubDatabase,
  refreshMore: (db: HubDb) => Promise<unknown>,
) {
  const policy = new PolicyHolder();
  const source = createPolicySource({ database, seal: createSeal(sealingSecret) });
  const directory = await openDirectory(database);
  const isProduction = (clientId: string) => directory.client(clientId)?.isProduction ?? true;
  const operations = new TrustedOperations({ database, isProduction });
  const onError = (error: Error) => log.error({ err: error }, "issuer failed");
  const issuer = await createIssuer({ database, clock, issuerUrl, audience: AUDIENCE, sealingSecret, onError });
  const watch = await watchHub({
    database,
    onChange: async () => {
      if (!(await policy.refresh(source)))
        log.error("the policy version in force is unsigned or altered; kept the old one");
      await Promise.all([directory.refresh(), issuer.refresh(), operations.refresh(), refreshMore(database.db)]);
    },
  });
  const verifier = createTokenVerifier({
    issuers: [{ issuer: issuerUrl, findKey: issuer.findKey }],
    audiences: [AUDIENCE],
    algorithms: ["EdDSA", "ES256"],
    clock,
    directory,
    silentForMs: watch.silentForMs,
  });
  return { policy, operations, issuer, watch, verifier };
}

function openPorts(
  registers: readonly Register[],
  limits: GatewayLimits,
  metrics: Metrics,
  clock: Clock,
): ReadonlyMap<string, RegisterPort> {
  return new Map(
    registers.map((register) => {
      const options = {
        deadlineMs: limits.registerDeadlineMs,
        retryAfterMs: limits.registerRetryAfterMs,
        metrics,
        clock,
      };
      return [register.name, new RegisterPort(register, options)];
    }),
  );
}

function listen(server: Server, { host, port }: GatewayOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" ? new PortTakenError(port) : error);
    });
    server.listen(port, host, resolve);
  });
}

function portOf(server: Server): number {
  const address = server.address();
  assert(typeof address === "object" && address !== null);
  return address.port;
}

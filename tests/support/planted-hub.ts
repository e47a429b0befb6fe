import { Writable } from "node:stream";
import {
  type AuditRecord,
  type GatewayOptions,
  type RunningGateway,
  readClientKeys,
  requestToken,
  startGateway,
} from "@tongshu/gateway";
import {
  createLogger,
  createRegister,
  openDatabase,
  type Register,
  type RegisterDefinition,
  systemClock,
} from "@tongshu/kit";
import { loadRegister, openRegister, REGISTER_NAMES, type RegisterName, type Stack } from "@tongshu/scripts/stack";
import { afterAll, beforeAll } from "vitest";
import { post, type Question, type Reply } from "./ask.ts";
import { readRecords } from "./audit-records.ts";
import { CALLERS, type Caller, type CallerName } from "./callers.ts";
import { clonePlanted } from "./planted-databases.ts";
import { SettableClock } from "./settable-clock.ts";
import { type WatchedCall, watch } from "./watched-register.ts";

/** Not where the hub listens, so that nothing in a test depends on a port. */
export const ISSUER_URL = "http://hub.tongshu.example";

export interface PlantedHubOptions {
  readonly limits?: GatewayOptions["limits"];
  /** Puts something between the gateway and a register. */
  readonly wrap?: (register: Register) => Register;
  /** Another graph than the committed one, with the registers that know it. */
  readonly graph?: OtherGraph;
  /** Leads to the databases another way. */
  readonly detour?: (stack: Stack, owning: AsyncDisposableStack) => Promise<Stack>;
}

export interface OtherGraph {
  readonly supergraphSdl: string;
  readonly registers: Partial<Record<RegisterName, (definition: RegisterDefinition) => RegisterDefinition>>;
}

/** A real hub on its own copy of the planted rows, with what a test may look at from outside and from inside. */
export class PlantedHub {
  readonly stack: Stack;
  readonly clock = new SettableClock();
  /** Calls of registers since the last question began, in order. */
  readonly calls: WatchedCall[] = [];
  /** Every line that the gateway and the registers logged. */
  readonly logLines: string[] = [];
  /** Those that run; one that was stopped is let go, so that a long search may start hundreds. */
  readonly #gateways = new Set<RunningGateway>();
  readonly #options: PlantedHubOptions;
  readonly #tokens = new Map<string, Promise<string>>();
  #gateway: RunningGateway | undefined;

  constructor(stack: Stack, running: AsyncDisposableStack, options: PlantedHubOptions) {
    this.stack = stack;
    running.defer(async () => {
      for (const gateway of [...this.#gateways].reverse()) await gateway.stop();
    });
    this.#options = options;
  }

  get url(): string {
    return this.#gateway?.url ?? "";
  }

  get graphqlUrl(): string {
    return `${this.url}/graphql`;
  }

  /** Starts one more gateway on the same databases; the first one is the one that questions go to. */
  async startGateway(): Promise<RunningGateway> {
    const log = createLogger({ name: "hub", level: "trace" }, lineSink(this.logLines));
    const registers = await Promise.all(
      REGISTER_NAMES.map(async (name) => {
        const register = await this.#openRegister(name, log);
        return watch((this.#options.wrap ?? same)(register), this.calls);
      }),
    );
    const gateway = await startGateway({
      host: "127.0.0.1",
      port: 0,
      hubDatabaseUrl: this.stack.urlOf("hub", "runtime"),
      controlDatabaseUrl: this.stack.urlOf("hub", "control"),
      registers,
      issuerUrl: ISSUER_URL,
      sealingSecret: this.stack.secrets.get("gateway.sealing"),
      clock: this.clock,
      log,
      ...(this.#options.limits ? { limits: this.#options.limits } : {}),
      ...(this.#options.graph ? { supergraphSdl: this.#options.graph.supergraphSdl } : {}),
    });
    const running = {
      ...gateway,
      stop: () => {
        this.#gateways.delete(running);
        return gateway.stop();
      },
    };
    this.#gateways.add(running);
    this.#gateway ??= running;
    return running;
  }

  /** As its definition says, or as another graph redefines it. */
  async #openRegister(name: RegisterName, log: Parameters<typeof openRegister>[2]): Promise<Register> {
    const url = this.stack.urlOf(name, "runtime");
    const redefine = this.#options.graph?.registers[name];
    if (!redefine) return openRegister(name, url, log);
    const { definition } = await loadRegister(name);
    const database = openDatabase({ url, applicationName: name });
    return createRegister(redefine(definition), { database, clock: systemClock });
  }

  token(caller: Caller): Promise<string> {
    const name = [caller.clientId, caller.officerId, caller.citizenId].join();
    const known = this.#tokens.get(name) ?? this.freshToken(caller);
    this.#tokens.set(name, known);
    return known;
  }

  async freshToken({ clientId, officerId, citizenId }: Caller): Promise<string> {
    const keys = await readClientKeys(this.stack.folder.demoKeysFile);
    const { accessToken } = await requestToken({
      issuerUrl: ISSUER_URL,
      tokenUrl: `${this.url}/oauth/token`,
      clientId,
      privateJwk: keys[clientId] ?? {},
      officerId,
      citizenId,
    });
    return accessToken;
  }

  /** The headers of a caller, as its program sends them. */
  async headersOf(caller: Caller): Promise<Record<string, string>> {
    return {
      authorization: `Bearer ${await this.token(caller)}`,
      "content-type": "application/json",
      ...(caller.purpose === undefined ? {} : { "x-purpose": caller.purpose }),
      ...(caller.caseNo === undefined ? {} : { "x-case": caller.caseNo }),
    };
  }

  async ask(who: CallerName | Caller, { headers, ...body }: Question): Promise<Reply> {
    const caller = typeof who === "string" ? CALLERS[who] : who;
    const all = { ...(await this.headersOf(caller)), ...headers };
    this.calls.length = 0;
    return post(this.graphqlUrl, all, JSON.stringify(body));
  }

  /** An officer of a department's console, or a citizen at the portal, at the control plane. */
  async govern(who: string, { headers, ...body }: Question): Promise<Reply> {
    const all = { ...(await this.headersOf(governorOf(who))), ...headers };
    return post(`${this.url}/admin/graphql`, all, JSON.stringify(body));
  }

  /** What the hub does every minute by its clock, now. */
  async doDueWork(): Promise<void> {
    await this.#gateway?.doDueWork();
  }

  /** The registers that the last question reached, in alphabetical order. */
  get registersCalled(): readonly RegisterName[] {
    return [...new Set(this.calls.map(({ register }) => register as RegisterName))].sort();
  }

  /** The audit records of a request, read where they lie. */
  records(requestId: string): Promise<readonly AuditRecord[]> {
    return readRecords(this.stack.urlOf("hub", "owner"), requestId);
  }
}

/** One hub for the tests of one file. */
export function usePlantedHub(options: PlantedHubOptions = {}): () => PlantedHub {
  let hub: PlantedHub | undefined;
  let running: AsyncDisposableStack | undefined;
  beforeAll(async () => {
    await using starting = new AsyncDisposableStack();
    const stack = await clonePlanted(starting);
    // Gateways that start later are stopped with the rest.
    const gateways = starting.use(new AsyncDisposableStack());
    hub = new PlantedHub((await options.detour?.(stack, starting)) ?? stack, gateways, options);
    await hub.startGateway();
    running = starting.move();
  });
  afterAll(() => running?.disposeAsync());
  return () => {
    if (!hub) throw new Error("the hub has not started");
    return hub;
  };
}

/** `hrs-admin-1` signs in through `hrs-console`; a personId through the portal. */
function governorOf(who: string): Caller {
  if (who.startsWith("P")) return { clientId: "psp-portal", citizenId: who };
  return { clientId: `${who.split("-")[0]}-console`, officerId: who };
}

function same(register: Register): Register {
  return register;
}

function lineSink(lines: string[]): Writable {
  return new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
}

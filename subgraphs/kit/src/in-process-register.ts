import type { DocumentNode } from "graphql";
import type { CallContext } from "./call-context.ts";
import type { Clock } from "./clock.ts";
import type { Database } from "./database/database.ts";
import { HubError } from "./errors.ts";
import { readHoldings } from "./holdings.ts";
import type { Reads } from "./reads.ts";
import type { Register, RegisterAnswer, RegisterCall } from "./register.ts";
import type { RegisterDefinition } from "./register-definition.ts";
import { ReadAccount } from "./rows/read-account.ts";
import { databaseRowSource, datedRowSource, type RowSource } from "./rows/row-source.ts";
import { refusedAnswer, toAnswer, unforeseenErrors } from "./serve/answer.ts";
import { type CompiledOperation, compileOperation } from "./serve/compiled-operation.ts";
import { buildRegister } from "./serve/executable-schema.ts";
import { adaptiveExecutor, type Executor } from "./serve/executor.ts";

export interface RegisterDependencies {
  readonly database: Database;
  readonly clock: Clock;
  /** Replaces the reading of rows, statement by statement. */
  readonly source?: RowSource;
  /** Replaces the running of documents. */
  readonly executor?: Executor;
  /** Told of an error nobody foresaw; it must not be logged with its text, which may quote values. */
  readonly onUnforeseen?: (error: Error, call: RegisterCall) => void;
}

/** A register that is executed where the gateway runs, or inside its own HTTP server. */
export function createRegister<R extends Reads>(
  definition: RegisterDefinition<R>,
  dependencies: RegisterDependencies,
): Register {
  const { database, clock, executor = adaptiveExecutor, onUnforeseen = () => {} } = dependencies;
  const register = buildRegister(definition as unknown as RegisterDefinition, clock);
  const source = datedRowSource(dependencies.source ?? databaseRowSource(database), clock);
  const operations = new WeakMap<DocumentNode, CompiledOperation | null>();

  function compiled(document: DocumentNode): CompiledOperation | null {
    const known = operations.get(document);
    if (known !== undefined) return known;
    const operation = compileOperation(register, document, executor);
    operations.set(document, operation);
    return operation;
  }

  async function ask(call: RegisterCall): Promise<RegisterAnswer> {
    const operation = compiled(call.operation.document);
    if (!operation) return refusedAnswer("GRAPHQL_VALIDATION_FAILED");
    const { capability, signal } = call;
    const account = new ReadAccount();
    const context: CallContext = { capability, plan: operation.planFor(capability), source, account, clock, signal };
    const contextValue = { ...context, loaders: register.createLoaders(context) };
    const result = await operation.run(contextValue, call.variables);
    if (signal.aborted) throw new HubError("SOURCE_TIMEOUT");
    for (const error of unforeseenErrors(result)) onUnforeseen(error, call);
    return toAnswer(result, account.report());
  }

  return {
    name: definition.name,
    ask,
    holdings: () => readHoldings(database, definition.entities),
    isReady: () => database.isReady(),
    close: () => database.close(),
  };
}

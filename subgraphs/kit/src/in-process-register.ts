import type { Clock } from "./clock.ts";
import type { Database } from "./database/database.ts";
import type { Reads } from "./reads.ts";
import type { RegisterDefinition } from "./register-definition.ts";
import type { Register } from "./register.ts";

export interface RegisterDependencies {
  readonly database: Database;
  readonly clock: Clock;
}

export function createRegister<R extends Reads>(_definition: RegisterDefinition<R>, _dependencies: RegisterDependencies): Register {
  throw new Error("not built yet");
}

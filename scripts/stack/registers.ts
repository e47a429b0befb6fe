import {
  createRegister,
  describeError,
  openDatabase,
  type Reads,
  type Register,
  type RegisterDefinition,
  type RegisterDependencies,
  systemClock,
} from "@tongshu/kit";
import type { RegisterName } from "../databases/names.ts";
import type { Log } from "./log.ts";

export interface RegisterParts {
  readonly definition: RegisterDefinition;
  readonly create: (dependencies: RegisterDependencies) => Register;
  readonly migrationsFolder: string;
}

/** The only list of the five registers in the program; a process loads those that it runs. */
const LOADERS: Readonly<Record<RegisterName, () => Promise<RegisterParts>>> = {
  population: async () => {
    const { populationRegister, MIGRATIONS_FOLDER } = await import("@tongshu/population");
    return partsOf(populationRegister, MIGRATIONS_FOLDER);
  },
  "legal-entities": async () => {
    const { legalEntitiesRegister, MIGRATIONS_FOLDER } = await import("@tongshu/legal-entities");
    return partsOf(legalEntitiesRegister, MIGRATIONS_FOLDER);
  },
  "e-licences": async () => {
    const { eLicencesRegister, MIGRATIONS_FOLDER } = await import("@tongshu/e-licences");
    return partsOf(eLicencesRegister, MIGRATIONS_FOLDER);
  },
  supervision: async () => {
    const { supervisionRegister, MIGRATIONS_FOLDER } = await import("@tongshu/supervision");
    return partsOf(supervisionRegister, MIGRATIONS_FOLDER);
  },
  "governance-events": async () => {
    const { governanceEventsRegister, MIGRATIONS_FOLDER } = await import("@tongshu/governance-events");
    return partsOf(governanceEventsRegister, MIGRATIONS_FOLDER);
  },
};

export function loadRegister(name: RegisterName): Promise<RegisterParts> {
  return LOADERS[name]();
}

function partsOf<R extends Reads>(definition: RegisterDefinition<R>, migrationsFolder: string): RegisterParts {
  const create = (dependencies: RegisterDependencies) => createRegister(definition, dependencies);
  return { definition: definition as unknown as RegisterDefinition, create, migrationsFolder };
}

/** One register in this process; `close` ends its connections. */
export async function openRegister(name: RegisterName, runtimeUrl: string, log: Log): Promise<Register> {
  const { create } = await loadRegister(name);
  const database = openDatabase({ url: runtimeUrl, applicationName: name });
  return create({
    database,
    clock: systemClock,
    onUnforeseen: (error, { capability }) => {
      log.error({ register: name, requestId: capability.requestId, error: describeError(error) }, "unforeseen error");
    },
  });
}

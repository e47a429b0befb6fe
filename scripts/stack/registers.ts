import { MIGRATIONS_FOLDER as eLicencesMigrations, eLicencesRegister } from "@tongshu/e-licences";
import { MIGRATIONS_FOLDER as governanceEventsMigrations, governanceEventsRegister } from "@tongshu/governance-events";
import {
  createRegister,
  describeError,
  openDatabase,
  type Register,
  type RegisterDependencies,
  systemClock,
} from "@tongshu/kit";
import { MIGRATIONS_FOLDER as legalEntitiesMigrations, legalEntitiesRegister } from "@tongshu/legal-entities";
import { MIGRATIONS_FOLDER as populationMigrations, populationRegister } from "@tongshu/population";
import { MIGRATIONS_FOLDER as supervisionMigrations, supervisionRegister } from "@tongshu/supervision";
import type { RegisterName } from "../databases/names.ts";
import type { Log } from "./log.ts";

interface RegisterParts {
  create(dependencies: RegisterDependencies): Register;
  readonly migrationsFolder: string;
}

/** The only list of the five registers in the program. */
export const REGISTERS: Readonly<Record<RegisterName, RegisterParts>> = {
  population: {
    create: (dependencies) => createRegister(populationRegister, dependencies),
    migrationsFolder: populationMigrations,
  },
  "legal-entities": {
    create: (dependencies) => createRegister(legalEntitiesRegister, dependencies),
    migrationsFolder: legalEntitiesMigrations,
  },
  "e-licences": {
    create: (dependencies) => createRegister(eLicencesRegister, dependencies),
    migrationsFolder: eLicencesMigrations,
  },
  supervision: {
    create: (dependencies) => createRegister(supervisionRegister, dependencies),
    migrationsFolder: supervisionMigrations,
  },
  "governance-events": {
    create: (dependencies) => createRegister(governanceEventsRegister, dependencies),
    migrationsFolder: governanceEventsMigrations,
  },
};

/** One register in this process; `close` ends its connections. */
export function openRegister(name: RegisterName, runtimeUrl: string, log: Log): Register {
  const database = openDatabase({ url: runtimeUrl, applicationName: name });
  return REGISTERS[name].create({
    database,
    clock: systemClock,
    onUnforeseen: (error, { capability }) => {
      log.error({ register: name, requestId: capability.requestId, error: describeError(error) }, "unforeseen error");
    },
  });
}

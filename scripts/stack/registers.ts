import { MIGRATIONS_FOLDER as eLicencesMigrations, eLicencesRegister } from "@tongshu/e-licences";
import { MIGRATIONS_FOLDER as governanceEventsMigrations, governanceEventsRegister } from "@tongshu/governance-events";
import { createRegister, openDatabase, type Register, type RegisterDefinition, systemClock } from "@tongshu/kit";
import { MIGRATIONS_FOLDER as legalEntitiesMigrations, legalEntitiesRegister } from "@tongshu/legal-entities";
import { MIGRATIONS_FOLDER as populationMigrations, populationRegister } from "@tongshu/population";
import { MIGRATIONS_FOLDER as supervisionMigrations, supervisionRegister } from "@tongshu/supervision";
import type { RegisterName } from "../databases/names.ts";

interface RegisterParts {
  readonly definition: RegisterDefinition;
  readonly migrationsFolder: string;
}

/** The only list of the five registers in the program. */
export const REGISTERS: Readonly<Record<RegisterName, RegisterParts>> = {
  population: { definition: populationRegister, migrationsFolder: populationMigrations },
  "legal-entities": { definition: legalEntitiesRegister, migrationsFolder: legalEntitiesMigrations },
  "e-licences": { definition: eLicencesRegister, migrationsFolder: eLicencesMigrations },
  supervision: { definition: supervisionRegister, migrationsFolder: supervisionMigrations },
  "governance-events": { definition: governanceEventsRegister, migrationsFolder: governanceEventsMigrations },
};

/** One register in this process; `close` ends its connections. */
export function openRegister(name: RegisterName, runtimeUrl: string): Register {
  const database = openDatabase({ url: runtimeUrl, applicationName: name });
  return createRegister(REGISTERS[name].definition, { database, clock: systemClock });
}

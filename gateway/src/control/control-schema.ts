import { makeExecutableSchema } from "@graphql-tools/schema";
import type { Clock } from "@tongshu/kit";
import { createScalars } from "@tongshu/schema";
import type { GraphQLSchema } from "graphql";
import { ROLES } from "../identity/caller.ts";
import { breakGlassModule } from "./break-glass/break-glass.ts";
import { budgetsModule } from "./budgets/budgets.ts";
import { calendarModule } from "./calendar/calendar.ts";
import { catalogueModule } from "./catalogue/catalogue.ts";
import { clientsModule } from "./clients/clients.ts";
import { consentsModule } from "./consents/consents.ts";
import { type ControlModule, readSdl } from "./control-module.ts";
import { correctionsModule } from "./corrections/corrections.ts";
import { departmentsModule } from "./departments/departments.ts";
import { dietModule } from "./diet/diet.ts";
import { disputesModule } from "./disputes/disputes.ts";
import { eventsModule } from "./events/events.ts";
import { examplesModule } from "./examples/examples.ts";
import { explainModule } from "./explain/explain.ts";
import { exportsModule } from "./exports/exports.ts";
import { grantsModule } from "./grants/grants.ts";
import { guessAlertsModule } from "./guess-alerts/guess-alerts.ts";
import { noticesModule } from "./notices/notices.ts";
import { officersModule } from "./officers/officers.ts";
import { operationsModule } from "./operations/operations.ts";
import { packagesModule } from "./packages/packages.ts";
import { policiesModule } from "./policies/policies.ts";
import { purposesModule } from "./purposes/purposes.ts";
import { requestsModule } from "./requests/requests.ts";
import { suppressionsModule } from "./suppressions/suppressions.ts";

/** Every noun of the control plane. */
const MODULES: readonly ControlModule[] = [
  eventsModule,
  consentsModule,
  correctionsModule,
  exportsModule,
  suppressionsModule,
  clientsModule,
  calendarModule,
  explainModule,
  policiesModule,
  catalogueModule,
  dietModule,
  examplesModule,
  departmentsModule,
  officersModule,
  operationsModule,
  budgetsModule,
  purposesModule,
  disputesModule,
  grantsModule,
  guessAlertsModule,
  noticesModule,
  packagesModule,
  requestsModule,
  breakGlassModule,
];

/** Enum values are words in capitals; the directory has them as tokens do. */
const ROLE_WORDS = { Role: Object.fromEntries(ROLES.map((role) => [role.toUpperCase(), role])) };

/** The control plane's own graph; it is not part of the supergraph. */
export function createControlSchema(clock: Clock): GraphQLSchema {
  const scalars = createScalars(clock);
  return makeExecutableSchema({
    typeDefs: [readSdl("base.graphql", import.meta.url), ...MODULES.map(({ sdl }) => sdl)],
    resolvers: [
      ROLE_WORDS,
      { Date: scalars.Date, DateTime: scalars.DateTime },
      ...MODULES.map(({ resolvers }) => resolvers),
    ],
  });
}

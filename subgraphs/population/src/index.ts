export { correctPersonField } from "./actions/correct-person-field.ts";
export { populationRegister } from "./register.ts";
export { MIGRATIONS_FOLDER } from "./store/migrations.ts";
/** Every table, for whoever loads the register; `columnNames` of the kit gives the order of a COPY. */
export * as tables from "./store/tables.ts";

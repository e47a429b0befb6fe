import { fileURLToPath } from "node:url";

/** Absolute path of this register's SQL migrations. */
export const MIGRATIONS_FOLDER = fileURLToPath(new URL("../../migrations", import.meta.url));

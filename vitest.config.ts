import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

// What Node itself takes for "graphql"; Vite would prefer its .mjs twin, and two copies fail each other's instanceof.
const graphql = createRequire(join(import.meta.dirname, "schema/index.ts")).resolve("graphql");

export default defineConfig({
  resolve: {
    alias: [{ find: /^graphql$/, replacement: graphql }],
  },
  test: {
    include: ["**/*.test.ts"],
    exclude: ["**/node_modules/**", "tests/architecture/fixtures/**"],
    globalSetup: ["tests/support/global-setup.ts"],
    pool: "forks",
    // A file often waits for PostgreSQL or for a process it started; one worker would leave the second core idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 60_000,
    hookTimeout: 120_000,
    teardownTimeout: 30_000,
    // The gateway's telemetry would ask cloud metadata addresses; it is read when the package is imported.
    env: { APOLLO_TELEMETRY_DISABLED: "1" },
  },
});

import type { Logger } from "pino";

/** What the library would print of an error may quote what was asked for, or what a database said. */
export function quiet(log: Logger) {
  const silent = () => {};
  return {
    debug: silent,
    info: silent,
    warn: () => log.warn("the GraphQL server gave a warning"),
    error: () => log.error("the GraphQL server met an error"),
  };
}

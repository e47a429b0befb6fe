import type { Server, ServerResponse } from "node:http";

const SWEEP_MS = 50;

/**
 * Makes a server that has yet to listen able to stop while its callers keep asking. What is under way is answered, and
 * each answer tells its caller not to ask on that connection again: one that is merely closed between two questions loses
 * the second. After the grace everything is cut.
 */
export function prepareStop(server: Server, graceMs: number): () => Promise<void> {
  const underWay = new Set<ServerResponse>();
  let isStopping = false;
  server.prependListener("request", (_request, response: ServerResponse) => {
    if (isStopping) endConnection(response);
    underWay.add(response);
    response.once("close", () => underWay.delete(response));
  });
  return () =>
    new Promise((done) => {
      isStopping = true;
      for (const response of underWay) endConnection(response);
      const deadline = setTimeout(() => server.closeAllConnections(), graceMs);
      // Connections on which nothing is asked any more.
      const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
      server.close(() => {
        clearTimeout(deadline);
        clearInterval(sweep);
        done();
      });
    });
}

function endConnection(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader("connection", "close");
}

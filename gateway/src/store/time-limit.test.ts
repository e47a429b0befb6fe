import { once } from "node:events";
import { connect, createServer } from "node:net";
import { expect, test } from "vitest";
import { TimeLimitError, within } from "./time-limit.ts";

test("what does not end in time is given up", async () => {
  await expect(within(10, new Promise(() => {}))).rejects.toBeInstanceOf(TimeLimitError);
});

test("a process that was held up reads the answer that waits for it before it blames the other side", async () => {
  const server = createServer((socket) => socket.end("here")).listen(0, "127.0.0.1");
  await once(server, "listening");
  const socket = connect((server.address() as { port: number }).port, "127.0.0.1");
  await once(socket, "connect");
  const answer = within(20, once(socket, "data"));
  const heldUpUntilMs = performance.now() + 200;
  while (performance.now() < heldUpUntilMs);
  await expect(answer).resolves.toHaveLength(1);
  server.close();
});

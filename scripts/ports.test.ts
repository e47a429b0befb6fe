import { createServer } from "node:net";
import { expect, test } from "vitest";
import { findFreePort, resolvePort } from "./ports.ts";

test("a free port is taken as it is", async () => {
  const port = await findFreePort();
  expect(await resolvePort(port, "127.0.0.1")).toBe(port);
});

test("port 0 stands for any free port", async () => {
  expect(await resolvePort(0, "127.0.0.1")).toBeGreaterThan(0);
});

test("a taken port is named with what to do", async () => {
  const port = await findFreePort();
  const other = createServer();
  await new Promise<void>((done) => other.listen(port, "127.0.0.1", done));
  await expect(resolvePort(port, "127.0.0.1", 0)).rejects.toThrow(`Port ${port} is taken by another program`);
  other.close();
});

test("a port that is given back in time is taken", async () => {
  const other = createServer();
  await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
  const { port } = other.address() as { port: number };
  setTimeout(() => other.close(), 150);
  expect(await resolvePort(port, "127.0.0.1")).toBe(port);
});

test("an address of another machine is refused with the reason", async () => {
  await expect(resolvePort(4000, "192.0.2.1")).rejects.toThrow("EADDRNOTAVAIL");
});

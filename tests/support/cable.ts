import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import type { DatabaseName, Stack } from "@tongshu/scripts/stack";

/** The way to a server, which a test can spoil. */
export interface Cable {
  readonly port: number;
  /** From now on nothing goes through what is connected, and neither end is told. New connections get through. */
  freeze(): void;
  close(): void;
}

export async function layCable(target: URL): Promise<Cable> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const each of [socket, upstream]) sockets.add(each.on("error", () => {}));
    socket.pipe(upstream).pipe(socket);
    socket.once("close", () => upstream.destroy());
    upstream.once("close", () => socket.destroy());
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    port: (server.address() as AddressInfo).port,
    freeze() {
      for (const socket of sockets) socket.unpipe().pause();
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** The same databases; the runtime role reaches one of them through the cable. */
export async function layCableTo(stack: Stack, name: DatabaseName): Promise<{ stack: Stack; cable: Cable }> {
  const direct = new URL(stack.urlOf(name, "runtime"));
  const cable = await layCable(direct);
  const url = Object.assign(new URL(direct), { port: String(cable.port) }).href;
  const urlOf: Stack["urlOf"] = (other, duty) =>
    other === name && duty === "runtime" ? url : stack.urlOf(other, duty);
  return { stack: { ...stack, urlOf }, cable };
}

import { REGISTER_NAMES, type RegisterName } from "../../databases/names.ts";
import { type Connections, openConnections } from "./connections.ts";

export type Registers = Readonly<Record<RegisterName, Connections>>;

export function openRegisters(urlOf: (name: RegisterName) => string, running: AsyncDisposableStack): Registers {
  const opened = REGISTER_NAMES.map((name) => [name, openConnections(urlOf(name))] as const);
  for (const [, connections] of opened) running.defer(() => connections.close());
  return Object.fromEntries(opened) as Record<RegisterName, Connections>;
}

import { readFileSync } from "node:fs";
import type { GraphQLScalarType } from "graphql";
import type { ControlContext } from "./control-context.ts";

/** A resolver of the control plane; its arguments were coerced against the SDL. */
// biome-ignore lint/suspicious/noExplicitAny: each resolver names the shapes its own SDL gives it.
export type ControlResolver = (source: any, args: any, context: ControlContext) => unknown;

/** One noun of the control plane: its part of the SDL, and what answers it. */
export interface ControlModule {
  readonly sdl: string;
  readonly resolvers: Readonly<Record<string, Readonly<Record<string, ControlResolver>> | GraphQLScalarType>>;
}

/** Reads the SDL that lies beside a module. */
export function readSdl(name: string, moduleUrl: string): string {
  return readFileSync(new URL(name, moduleUrl), "utf8");
}

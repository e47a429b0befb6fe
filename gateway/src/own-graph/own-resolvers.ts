import { caller } from "./caller.ts";
import { explain } from "./explain.ts";
import { myAccess } from "./my-access.ts";
import { myRecord } from "./my-record.ts";
import type { OwnContext } from "./own-context.ts";

// biome-ignore lint/suspicious/noExplicitAny: the SDL coerces the arguments; each resolver names their shape.
type OwnResolver = (args: any, context: OwnContext) => unknown;

/** One resolver for each field of Query in `own-graph.graphql`; what lies below is plain data. */
export const ownResolvers: Readonly<Record<string, OwnResolver>> = { caller, explain, myAccess, myRecord };

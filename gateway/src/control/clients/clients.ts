import { and, asc, gt } from "drizzle-orm";
import { clients } from "../../store/tables/registry.ts";
import { look } from "../act.ts";
import { ofOwnDepartment } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import { type ControlModule, readSdl } from "../control-module.ts";
import { pageSize } from "../page-size.ts";
import { type ClientRow, stateOf } from "./client-row.ts";
import { registerClient } from "./register-client.ts";
import { resumeClient } from "./resume-client.ts";
import { revokeClient } from "./revoke-client.ts";
import { rotateClientKeys } from "./rotate-client-keys.ts";
import { suspendClient } from "./suspend-client.ts";

export const clientsModule: ControlModule = {
  sdl: readSdl("clients.graphql", import.meta.url),
  resolvers: {
    Query: { clients: (_source, args: ClientsArguments, context) => listClients(args, context) },
    Mutation: {
      registerClient: (_source, { input }, context) => registerClient(context, input),
      rotateClientKeys: (_source, { input }, context) => rotateClientKeys(context, input),
      suspendClient: (_source, { input }, context) => suspendClient(context, input),
      resumeClient: (_source, { input }, context) => resumeClient(context, input),
      revokeClient: (_source, { input }, context) => revokeClient(context, input),
    },
    Client: {
      state: stateOf,
      keyIds: ({ publicJwks }: ClientRow) => publicJwks?.keys.flatMap(({ kid }) => kid ?? []) ?? [],
    },
  },
};

interface ClientsArguments {
  readonly first: number;
  readonly after?: string | null;
}

function listClients({ first, after }: ClientsArguments, context: ControlContext) {
  return look(context, ["admin", "approver", "auditor"], ({ tx, actor }) =>
    tx
      .select()
      .from(clients)
      .where(and(ofOwnDepartment(actor, clients.department), after ? gt(clients.clientId, after) : undefined))
      .orderBy(asc(clients.clientId))
      .limit(pageSize(first)),
  );
}

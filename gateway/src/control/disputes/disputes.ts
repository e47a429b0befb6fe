import { type ControlModule, readSdl } from "../control-module.ts";
import { addDisputeEvidence } from "./add-dispute-evidence.ts";
import { decideDispute } from "./decide-dispute.ts";
import { openDispute } from "./open-dispute.ts";
import { raiseDispute } from "./raise-dispute.ts";

export const disputesModule: ControlModule = {
  sdl: readSdl("disputes.graphql", import.meta.url),
  resolvers: {
    Mutation: {
      openDispute: (_source, { input }, context) => openDispute(context, input),
      addDisputeEvidence: (_source, { input }, context) => addDisputeEvidence(context, input),
      raiseDispute: (_source, { input }, context) => raiseDispute(context, input),
      decideDispute: (_source, { input }, context) => decideDispute(context, input),
    },
  },
};

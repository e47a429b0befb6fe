import { and, desc, eq, lt } from "drizzle-orm";
import { consents } from "../../store/tables/consents.ts";
import { look } from "../act.ts";
import type { ControlContext } from "../control-context.ts";
import { type ControlModule, readSdl } from "../control-module.ts";
import { pageSize } from "../page-size.ts";
import { giveConsent } from "./give-consent.ts";
import { withdrawConsent } from "./withdraw-consent.ts";

export const consentsModule: ControlModule = {
  sdl: readSdl("consents.graphql", import.meta.url),
  resolvers: {
    Query: { consents: (_source, args: ConsentsArguments, context) => listConsents(args, context) },
    Mutation: {
      giveConsent: (_source, { input }, context) => giveConsent(context, input),
      withdrawConsent: (_source, { input }, context) => withdrawConsent(context, input),
    },
  },
};

interface ConsentsArguments {
  readonly first: number;
  readonly before?: number | null;
}

function listConsents({ first, before }: ConsentsArguments, context: ControlContext) {
  return look(context, ["citizen", "officer"], ({ tx, actor }) =>
    tx
      .select()
      .from(consents)
      .where(
        and(
          actor.citizenId === undefined
            ? eq(consents.department, actor.department)
            : eq(consents.personId, actor.citizenId),
          before ? lt(consents.consentNo, before) : undefined,
        ),
      )
      .orderBy(desc(consents.consentNo))
      .limit(pageSize(first)),
  );
}

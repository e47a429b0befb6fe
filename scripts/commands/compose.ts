import { loadSupergraphSdl } from "@tongshu/schema";
import { CompositionRefused, composeSupergraph, writeSupergraph } from "@tongshu/schema/compose";
import { StartError } from "../start-error.ts";
import { say } from "../terminal.ts";

export interface ComposeOptions {
  readonly check?: boolean;
}

/** Writes schema/generated/supergraph.graphql, or with `check` fails when the committed one is not what the SDL gives. */
export function compose({ check = false }: ComposeOptions): void {
  try {
    if (check) refuseDrift();
    else writeSupergraph();
  } catch (error) {
    if (!(error instanceof CompositionRefused)) throw error;
    throw new StartError(
      { zh: "超图无法合成：", en: `The supergraph does not compose:\n${error.message}` },
      { cause: error },
    );
  }
  say({ zh: "超图与各子图一致。", en: "The supergraph is what the subgraphs give." });
}

function refuseDrift(): void {
  if (composeSupergraph().supergraphSdl === loadSupergraphSdl()) return;
  throw new StartError({
    zh: "schema/generated/supergraph.graphql 与子图不一致；请运行 npx hub compose。",
    en: "schema/generated/supergraph.graphql is not what the subgraphs give; run npx hub compose.",
  });
}

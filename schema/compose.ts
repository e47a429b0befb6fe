import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { composeServices } from "@apollo/composition";
import { parse } from "graphql";
import { classificationProblems } from "./composition/classification-rules.ts";
import { directiveProblems } from "./composition/directive-rules.ts";
import { CompositionRefused, type Problem } from "./composition/problem.ts";
import {
  type IndexedField,
  type IndexedInput,
  indexSubgraph,
  type SubgraphIndex,
} from "./composition/subgraph-index.ts";
import { type Classification, classify } from "./coordinates.ts";
import { SUBGRAPH_NAMES, subgraphSdl } from "./subgraph-sdl.ts";

export { COMPOSITION_RULES, CompositionRefused, type CompositionRule, type Problem } from "./composition/problem.ts";

export interface SubgraphSource {
  readonly name: string;
  readonly sdl: string;
}

const GENERATED = new URL("generated/supergraph.graphql", import.meta.url);
const BANNER = "# Generated from the subgraphs' SDL by `hub compose`; do not edit.\n\n";

function ownSources(): SubgraphSource[] {
  return SUBGRAPH_NAMES.map((name) => ({ name, sdl: subgraphSdl(name) }));
}

function isKept({ coordinate, governed, counts }: IndexedField, { fields }: Classification): boolean {
  const kept = fields.get(coordinate);
  return (
    kept !== undefined &&
    kept.owner === governed?.owner &&
    kept.sensitivity === governed.sensitivity &&
    kept.sharing === governed.sharing &&
    kept.counts === counts
  );
}

function isInputKept({ coordinate, reads }: IndexedInput, { inputs }: Classification): boolean {
  const kept = inputs.get(coordinate);
  return kept !== undefined && kept.by === (reads?.by ?? null) && kept.reads.join() === (reads?.fields ?? []).join();
}

/** Composition drops a directive it was not told to keep; the gateway must never see a field without its class. */
function lostDeclarations(subgraphs: readonly SubgraphIndex[], supergraphSdl: string): Problem[] {
  let kept: Classification;
  try {
    kept = classify(supergraphSdl);
  } catch (error) {
    return [{ rule: "LOST_IN_COMPOSITION", at: "supergraph", detail: (error as Error).message }];
  }
  const fields = subgraphs.flatMap((subgraph) => subgraph.fields).filter((field) => !isKept(field, kept));
  const inputs = subgraphs.flatMap((subgraph) => subgraph.inputs).filter((input) => !isInputKept(input, kept));
  return [...fields, ...inputs].map(({ coordinate }) => ({ rule: "LOST_IN_COMPOSITION", at: coordinate }));
}

function refuseIfAny(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new CompositionRefused(problems);
}

/**
 * Composes the registers into one supergraph, or throws CompositionRefused with every problem and its coordinate.
 * The addresses in it never resolve: where a register is, is configuration, and the gateway warns about an empty one.
 */
export function composeSupergraph(sources: readonly SubgraphSource[] = ownSources()): {
  readonly supergraphSdl: string;
} {
  const subgraphs = sources.map(({ name, sdl }) => indexSubgraph(name, parse(sdl)));
  refuseIfAny([...subgraphs.flatMap(directiveProblems), ...classificationProblems(subgraphs)]);
  const services = subgraphs.map(({ name, document }) => ({
    name,
    typeDefs: document,
    url: `https://${name}.invalid/graphql`,
  }));
  const { supergraphSdl, errors } = composeServices(services);
  refuseIfAny((errors ?? []).map((error) => ({ rule: "FEDERATION", at: "supergraph", detail: error.message })));
  const sdl = supergraphSdl ?? "";
  refuseIfAny(lostDeclarations(subgraphs, sdl));
  return { supergraphSdl: BANNER + sdl };
}

/** Composes and writes `generated/supergraph.graphql`; says whether that changed the file. */
export function writeSupergraph(): { readonly isChanged: boolean } {
  const { supergraphSdl } = composeSupergraph();
  const isChanged = !existsSync(GENERATED) || readFileSync(GENERATED, "utf8") !== supergraphSdl;
  if (isChanged) {
    mkdirSync(new URL(".", GENERATED), { recursive: true });
    writeFileSync(GENERATED, supergraphSdl);
  }
  return { isChanged };
}

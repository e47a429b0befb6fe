// Class "wider than granted", "asking without reading": a field that was added to an SDL file, with its column, its
// register and its place in the supergraph, is nobody's until a grant names it.
import type { Entity, RegisterDefinition } from "@tongshu/kit";
import { classify, SUBGRAPH_NAMES, subgraphSdl } from "@tongshu/schema";
import { CompositionRefused, composeSupergraph } from "@tongshu/schema/compose";
import { describe, expect, test } from "vitest";
import { CALLERS, type CallerName } from "../support/callers.ts";
import { ada } from "../support/planted/people.ts";
import { usePlantedHub } from "../support/planted-hub.ts";
import { enforcePolicy } from "../support/policy.ts";

const GOVERNED = '@governed(owner: "PSD", sensitivity: "L2", sharing: "CONDITIONAL")';
const NEW_FIELD = `
  """
  鞋码。
  Shoe size.
  """
  shoeSize: String`;
const NEW_ARGUMENT = `
    """
    鞋码。
    Shoe size.
    """
    shoeSize: String`;

/** The population's SDL with a field of a person and an argument that asks by it. */
function extended(governed: string, reads: string): string {
  return subgraphSdl("population")
    .replace('type Person @key(fields: "personId") {', (start) => `${start}${NEW_FIELD} ${governed}`)
    .replace(/^ {2}person\($/m, (start) => `${start}${NEW_ARGUMENT} ${reads}`);
}

function compose(governed = GOVERNED, reads = '@reads(fields: ["Person.shoeSize"])'): string {
  const population = extended(governed, reads);
  const sdlOf = (name: (typeof SUBGRAPH_NAMES)[number]) => (name === "population" ? population : subgraphSdl(name));
  return composeSupergraph(SUBGRAPH_NAMES.map((name) => ({ name, sdl: sdlOf(name) }))).supergraphSdl;
}

/** The register as somebody would write it who adds the field: a shoe size is kept where the occupation is. */
function withShoes(definition: RegisterDefinition): RegisterDefinition {
  const shod = (entity: Entity) => {
    const source = entity.fields["occupation"];
    return entity.type === "Person" && source ? { ...entity, fields: { ...entity.fields, shoeSize: source } } : entity;
  };
  const entities = new Map(definition.entities.map((entity) => [entity, shod(entity)]));
  const reads = Object.entries(definition.reads).map(([name, read]) => {
    return [name, "entity" in read ? { ...read, entity: entities.get(read.entity) ?? read.entity } : read];
  });
  const typeDefs = extended(GOVERNED, '@reads(fields: ["Person.shoeSize"])');
  return { ...definition, typeDefs, entities: [...entities.values()], reads: Object.fromEntries(reads) };
}

const supergraphSdl = compose();
const hub = usePlantedHub({ graph: { supergraphSdl, registers: { population: withShoes } } });
const NAMES = Object.keys(CALLERS) as CallerName[];
const SHOES = "query ($n: CitizenIdNumber!) { person(idNumber: $n) { shoeSize } }";
const BY_SHOES = 'query ($n: CitizenIdNumber!) { person(idNumber: $n, shoeSize: "44") { lifeStatus } }';
const GRAPH =
  "{ __schema { types { name fields { name args { name } } inputFields { name } } } departments(first: 1) { code } }";
const ask = (who: CallerName, query: string) => {
  const variables = query.includes("$n") ? { variables: { n: ada["id_number"] } } : {};
  return hub().ask(who, { query, ...variables });
};

describe("a field without an owner, or an argument that does not say what it reads,", () => {
  test("does not compose", () => {
    expect(() => compose("")).toThrow(CompositionRefused);
    expect(() => compose(GOVERNED, "")).toThrow(CompositionRefused);
  });
});

describe.each(NAMES)("a new field, to %s,", (who) => {
  test("is not in the graph", async () => {
    expect((await ask(who, GRAPH)).text).not.toContain("shoeSize");
  });

  test("cannot be selected, under whatever name, and no register hears of it", async () => {
    for (const query of [
      SHOES,
      SHOES.replace("shoeSize", "lifeStatus: shoeSize"),
      SHOES.replace("shoeSize", "...s") + FRAGMENT,
    ]) {
      const { text, data, codes } = await ask(who, query);
      expect(data).toEqual({ person: null });
      expect(codes.length).toBeGreaterThan(0);
      expect(text).not.toContain(ada["occupation"]);
      expect(hub().calls.filter(({ call }) => call.operation.text.includes("shoeSize"))).toEqual([]);
    }
  });

  test("cannot be asked by, and no register hears of it", async () => {
    const { data, codes } = await ask(who, BY_SHOES);
    expect([data, codes]).toEqual([{ person: null }, ["ARGUMENT_FORBIDDEN"]]);
    expect(hub().calls).toEqual([]);
  });
});

const FRAGMENT = " fragment s on Person { shoeSize }";

test("once it is granted to one department, it is there for that one and for nobody else", async () => {
  await enforcePolicy(
    hub(),
    ({ purposes, grants }) => ({
      purposes,
      grants: grants.map((grant) =>
        grant.type === "Person" && grant.department === "PSD"
          ? { ...grant, fields: { ...grant.fields, shoeSize: "FULL" as const } }
          : grant,
      ),
    }),
    classify(supergraphSdl),
  );
  expect((await ask("psd", SHOES)).data).toEqual({ person: { shoeSize: ada["occupation"] } });
  expect((await ask("psd", GRAPH)).text).toContain('"shoeSize"');
  expect((await ask("psd", BY_SHOES)).codes).toEqual([]);
  for (const who of NAMES.filter((name) => name !== "psd")) {
    expect((await ask(who, SHOES)).text).not.toContain(ada["occupation"]);
    expect((await ask(who, GRAPH)).text).not.toContain("shoeSize");
  }
});

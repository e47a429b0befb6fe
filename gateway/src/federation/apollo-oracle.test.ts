import { buildSubgraphSchema } from "@apollo/subgraph";
import { type RegisterAnswer, systemClock } from "@tongshu/kit";
import { loadSupergraphSdl, SUBGRAPH_NAMES, subgraphSdl } from "@tongshu/schema";
import {
  type DocumentNode,
  execute,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getOperationAST,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
} from "graphql";
import { beforeAll, describe, expect, it } from "vitest";
import { executePlan } from "./execute-plan.ts";
import { toFetchPlan } from "./fetch-plan.ts";
import { HubGraph } from "./supergraph.ts";

/** Made-up registers that answer every field from its type and its key alone, so that two executors can be compared. */
const registers = new Map<string, GraphQLSchema>(
  SUBGRAPH_NAMES.map((name) => [name, buildSubgraphSchema({ typeDefs: parse(subgraphSdl(name)) })]),
);
const graph = new HubGraph(loadSupergraphSdl(), systemClock);
type ApolloExecutor = (context: unknown) => Promise<{ data?: unknown }>;
let apolloExecutor: ApolloExecutor;

beforeAll(async () => {
  process.env["APOLLO_TELEMETRY_DISABLED"] = "1";
  const { ApolloGateway } = await import("@apollo/gateway");
  const gateway = new ApolloGateway({
    supergraphSdl: graph.sdl,
    buildService: ({ name }) => ({
      async process({ request }) {
        const { data } = await ask(name, parse(request.query ?? ""), request.variables ?? {});
        return { data: data ?? {} };
      },
    }),
  });
  apolloExecutor = (await gateway.load({ apollo: {} })).executor as unknown as ApolloExecutor;
});

async function ask(
  name: string,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): Promise<RegisterAnswer> {
  const schema = registers.get(name) as GraphQLSchema;
  const { data } = await execute({
    schema,
    document,
    variableValues: variables,
    fieldResolver: madeUp,
    typeResolver: ({ __typename }) => __typename,
  });
  const reads = { subjects: [], omittedSubjectCount: 0, rowCounts: {}, outOfScopePaths: [] };
  return { data: structuredClone(data) as Record<string, unknown>, errors: [], reads };
}

function madeUp(source: Record<string, unknown>, _args: unknown, _context: unknown, info: GraphQLResolveInfo): unknown {
  // A representation brings nothing but its key, so values must follow from the key.
  const key = KEYS.map((name) => source?.[name]).find((value) => value !== undefined);
  return source?.[info.fieldName] ?? valueFor(info.returnType, `${String(key ?? "")}/${info.fieldName}`, info.schema);
}

function valueFor(type: GraphQLOutputType, seed: string, schema: GraphQLSchema): unknown {
  if (isNonNullType(type)) return valueFor(type.ofType, seed, schema);
  if (isListType(type))
    return [0, 1, 2].map((index) => valueFor(type.ofType, `${seed}${index === 2 ? 0 : index}`, schema));
  // One in seven is null, so that absent objects and keys occur in every document.
  if (weigh(seed) % 7 === 0) return null;
  if (isAbstractType(type)) return objectOf(schema.getPossibleTypes(type)[weigh(seed) % 2]?.name ?? "", seed);
  if (isObjectType(type)) return objectOf(type.name, seed);
  if (isEnumType(type)) return type.getValues()[weigh(seed) % type.getValues().length]?.value;
  return { Int: weigh(seed), Float: 0.5, Boolean: weigh(seed) % 2 === 0 }[type.name] ?? seed;
}

const KEYS = ["personId", "entityId", "licenceId", "eventNo", "gridCode", "code"];

/** Keys repeat, as companies with several owners do. */
function objectOf(type: string, seed: string): Record<string, unknown> {
  const key = `${type}-${weigh(seed) % 5}`;
  return { __typename: type, ...Object.fromEntries(KEYS.map((name) => [name, key])) };
}

function weigh(text: string): number {
  let sum = 0;
  for (const character of text) sum = (sum * 31 + character.charCodeAt(0)) % 1_000_003;
  return sum;
}

const DOCUMENTS = {
  dossier: `{ person(idNumber: "x") { name hukouRegion { code name } household { members { relationToHead person { name } } }
    licences { typeCode status validTo type { name } } positions { position entity { name status licences { certNo }
    inspections { inspectionId } penalties { decisionNo decideDept { code name } } } }
    shareholdings { ratio entity { uscc penalties { decisionNo } onAbnormalList } } events { eventNo grid { gridCode name } } } }`,
  "two roots of different registers": `{ a: legalEntity(uscc: "a") { name licences { status } } b: person(idNumber: "b") { sex penalties { decisionNo } } }`,
  "a union": `{ licence(licenceId: "l") { certNo holder { __typename ... on Person { name sex } ... on LegalEntity { name employeeCount } } } }`,
  "lists of lists": `{ persons(idNumbers: ["a", "b", "c", "d"]) { name positions { entity { name legalRep { name } shareholders { holderName } } } } }`,
  aliases: `{ legalEntity(uscc: "a") { x_n: name x_m: name x_p: penalties { x_d: decisionNo } p: penalties { decisionNo x_d: fineAmount } } }`,
};

function shapeOf(value: unknown, document: DocumentNode): unknown {
  const set = getOperationAST(document)?.selectionSet;
  return set ? pick(value, set) : null;
}

/** What the document asked for, in order; fields of other types than the object's are left out. */
function pick(value: unknown, set: NonNullable<ReturnType<typeof getOperationAST>>["selectionSet"]): unknown {
  if (Array.isArray(value)) return value.map((item) => pick(item, set));
  if (typeof value !== "object" || value === null) return null;
  const object = value as Record<string, unknown>;
  const picked: Record<string, unknown> = {};
  for (const node of set.selections) {
    if (node.kind === "InlineFragment") {
      if (node.typeCondition?.name.value === object["__typename"])
        Object.assign(picked, pick(value, node.selectionSet));
    } else if (node.kind === "Field") {
      const key = node.alias?.value ?? node.name.value;
      picked[key] = node.selectionSet ? pick(object[key], node.selectionSet) : (object[key] ?? null);
    }
  }
  return picked;
}

describe("the hub's plan executor and Apollo's", () => {
  it.each(Object.entries(DOCUMENTS))("agree on %s", async (_name, text) => {
    const document = parse(text);
    const plan = toFetchPlan(graph.plan(document), graph.owners);
    if (!plan) throw new Error("nothing to ask");
    const own = await executePlan(plan, {}, (step, variables) =>
      ask(step.register, step.operation.document, variables),
    );
    const context = { document, queryHash: text, request: { variables: {} }, metrics: {}, context: {} };
    const { data } = await apolloExecutor(context);
    expect(shapeOf(own.data, document)).toEqual(shapeOf(data, document));
    expect(JSON.stringify(data).length).toBeGreaterThan(50);
  });
});

import assert from "node:assert";
import { operationFromDocument, type Schema, Supergraph } from "@apollo/federation-internals";
import { type QueryPlan, QueryPlanner } from "@apollo/query-planner";
import type { Clock } from "@tongshu/kit";
import { type Classification, type Coordinate, classify, createScalars } from "@tongshu/schema";
import { type DocumentNode, extendSchema, type GraphQLSchema, isScalarType } from "graphql";
import { OWN_GRAPH_DOCUMENT } from "../own-graph/own-graph.ts";
import { type Owners, ownersOf } from "../policy/owners.ts";
import { PresenceRules } from "../policy/presence.ts";
import { type VerifyField, verifyFieldsOf } from "../policy/verify-fields.ts";

/** The composed graph, ready to validate, classify and plan against. Immutable for the life of the process. */
export class HubGraph {
  readonly sdl: string;
  /** What callers may write queries against when every right is given. Its scalars check and normalise identifiers. */
  readonly apiSchema: GraphQLSchema;
  readonly classification: Classification;
  readonly owners: Owners;
  readonly presence: PresenceRules;
  readonly verifyFields: ReadonlyMap<Coordinate, VerifyField>;
  readonly #planner: QueryPlanner;
  readonly #planSchema: Schema;

  constructor(supergraphSdl: string, clock: Clock) {
    const supergraph = Supergraph.build(supergraphSdl, { supportedFeatures: null });
    this.sdl = supergraphSdl;
    this.#planSchema = supergraph.apiSchema();
    const supergraphApi = this.#planSchema.toGraphQLJSSchema();
    this.apiSchema = withScalars(extendSchema(supergraphApi, OWN_GRAPH_DOCUMENT), clock);
    this.classification = classify(supergraphSdl);
    this.owners = ownersOf(this.classification);
    this.presence = new PresenceRules(this.classification, this.owners);
    this.verifyFields = verifyFieldsOf(this.apiSchema, this.classification);
    this.#planner = new QueryPlanner(supergraph, {
      // The planner weighs alternatives that our graph, with one owner per field, does not offer; the bound is a safety net.
      debug: { maxEvaluatedPlans: 100, pathsLimit: 1000 },
      exposeDocumentNodeInFetchNode: true,
    });
  }

  /** Plans a pruned operation. Throws what the planner throws; callers see INTERNAL_SERVER_ERROR. */
  plan(document: DocumentNode): QueryPlan {
    const operation = operationFromDocument(this.#planSchema, document, { validate: false });
    return this.#planner.buildQueryPlan(operation);
  }
}

function withScalars(schema: GraphQLSchema, clock: Clock): GraphQLSchema {
  for (const scalar of Object.values(createScalars(clock))) {
    const type = schema.getType(scalar.name);
    if (!type) continue;
    assert(isScalarType(type));
    type.parseValue = scalar.parseValue;
    type.parseLiteral = scalar.parseLiteral;
    type.serialize = scalar.serialize;
  }
  return schema;
}

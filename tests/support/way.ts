import { loadSupergraphSdl } from "@tongshu/schema";
import {
  buildSchema,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isCompositeType,
  isListType,
  isObjectType,
} from "graphql";
import type { Row } from "./planted/record.ts";

const SCHEMA = buildSchema(loadSupergraphSdl(), { assumeValid: true });

/** Root fields that take a number, and the coordinates that the number is compared with. */
const ROOTS = {
  person: { argument: "idNumber", type: "CitizenIdNumber", reads: ["Person.idNumber"] },
  legalEntity: { argument: "uscc", type: "UnifiedSocialCreditCode", reads: ["LegalEntity.uscc"] },
  region: { argument: "code", type: "RegionCode", reads: ["Region.code"] },
  licence: { argument: "licenceId", type: "ElectronicLicenceId", reads: ["Licence.licenceId"] },
  penalty: { argument: "decisionNo", type: "ID", reads: ["Penalty.decisionNo"] },
  governanceEvent: { argument: "eventNo", type: "ID", reads: ["GovernanceEvent.eventNo"] },
  grid: { argument: "gridCode", type: "RegionCode", reads: ["Grid.gridCode"] },
} as const;

/** One field on the way, and the row on which it stands. */
export interface Via {
  readonly row: Row;
  readonly field: string;
  /** Which member of a union it leads to. */
  readonly as?: string;
  /** A closed field of the target leads here: a row out of scope is not in the list. */
  readonly isClosed?: boolean;
}

/** How a caller comes to a row: by a number and then through relations. */
export interface Way {
  readonly title: string;
  readonly root: keyof typeof ROOTS;
  readonly number: unknown;
  readonly via?: readonly Via[];
  /** The row at its end. */
  readonly row: Row;
  /** Finds the row in a list; without it the first is meant. */
  readonly key?: string;
}

interface WayStep {
  readonly type: string;
  readonly field: string;
  readonly row: Row;
  readonly isClosed: boolean;
}

/** The way as a question: every field of the type at its end. */
export interface AskedWay {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Response keys to the row. */
  readonly path: readonly string[];
  readonly type: string;
  readonly fields: readonly string[];
  readonly steps: readonly WayStep[];
  readonly reads: readonly string[];
  readonly rootCoordinate: string;
}

export function askAll({ root, number, via = [] }: Way): AskedWay {
  const { argument, type: argumentType, reads } = ROOTS[root];
  let type = outputType("Query", root);
  const steps: WayStep[] = [];
  let before = `query ($number: ${argumentType}!) { ${root}(${argument}: $number) {`;
  for (const { field, row, as, isClosed = false } of via) {
    steps.push({ type: type.name, field, row, isClosed });
    type = outputType(type.name, field);
    before += ` ${field} {`;
    if (as === undefined) continue;
    type = SCHEMA.getType(as) as GraphQLNamedType;
    before += ` ... on ${as} {`;
  }
  const open = before.split("{").length - 1;
  const fields = fieldsOf(type.name);
  return {
    query: `${before} ${fields.map((field) => selectionOf(type.name, field)).join(" ")} ${"}".repeat(open)}`,
    variables: { number },
    path: [root, ...via.map(({ field }) => field)],
    type: type.name,
    fields,
    steps,
    reads,
    rootCoordinate: `Query.${root}(${argument}:)`,
  };
}

export function isLeaf(type: string, field: string): boolean {
  return !isCompositeType(outputType(type, field));
}

/** The object at the end of the way; null where the answer has none. */
export function objectAt(data: unknown, path: readonly string[], { row, key }: Way): Record<string, unknown> | null {
  let current = data as Record<string, unknown> | null | undefined;
  for (const [index, step] of path.entries()) {
    const next: unknown = current?.[step];
    const isLast = index === path.length - 1;
    current = Array.isArray(next) ? next.find((item) => !isLast || !key || item?.[key] === row[columnOf(key)]) : next;
  }
  return current ?? null;
}

export function columnOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function fieldsOf(type: string): readonly string[] {
  return Object.keys((SCHEMA.getType(type) as GraphQLObjectType).getFields());
}

function outputType(type: string, field: string): GraphQLNamedType {
  const parent = SCHEMA.getType(type);
  const found = isObjectType(parent) ? parent.getFields()[field] : undefined;
  if (!found) throw new Error(`there is no field ${type}.${field}`);
  return getNamedType(found.type);
}

/** Of a relation only that it leads somewhere: what stands there is another row of the table. Long lists are cut. */
function selectionOf(type: string, field: string): string {
  if (isLeaf(type, field)) return field;
  const definition = (SCHEMA.getType(type) as GraphQLObjectType).getFields()[field];
  const isLong = isListType(definition?.type) && definition?.args.some(({ name }) => name === "first");
  return `${field}${isLong ? "(first: 2)" : ""} { __typename }`;
}

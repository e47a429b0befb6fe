import { type GraphQLSchema, isObjectType } from "graphql";
import type { Entity } from "../entity.ts";
import type { RegisterDefinition } from "../register-definition.ts";
import type { Classification } from "../wall/classification.ts";

/** Refuses to start a register whose description and SDL disagree: each way to disagree is a field that leaks or never answers. */
export function checkDefinition(
  definition: RegisterDefinition,
  classification: Classification,
  schema: GraphQLSchema,
): void {
  const problems = [
    ...claimProblems(definition, classification),
    ...definition.entities.flatMap((entity) => entityProblems(entity, schema)),
    ...definition.references.flatMap(({ type, key }) => referenceProblems(type, key, definition, schema)),
    ...Object.entries(definition.reads).flatMap(([name, read]) => {
      const fields = read.kind === "PAGE" ? hiddenOrder(read.entity, read.orderBy, classification) : [];
      return fields.map((column) => `${name} is ordered by ${column}, which not every caller may read`);
    }),
  ];
  if (problems.length > 0) throw new TypeError(`register ${definition.name}:\n${problems.join("\n")}`);
}

function entityProblems(
  { type, key, fields, masks = {}, conditions = {}, publicCells = {} }: Entity,
  schema: GraphQLSchema,
): string[] {
  const inSdl = fieldsOf(type, schema);
  return [
    ...inSdl.filter((field) => !Object.hasOwn(fields, field)).map((field) => `${type}.${field} has no source`),
    ...Object.keys(fields)
      .filter((field) => !inSdl.includes(field))
      .map((field) => `${type}.${field} is not in the SDL`),
    ...Object.keys(masks)
      .filter((field) => !Object.hasOwn(fields, field))
      .map((field) => `the mask of ${type}.${field} has no field`),
    ...Object.keys(conditions)
      .filter((field) => !Object.hasOwn(fields, field))
      .map((field) => `the condition on ${type}.${field} has no field`),
    ...Object.keys(publicCells)
      .filter((field) => field === key || !Object.hasOwn(fields, field))
      .map((field) => `the public cell ${type}.${field} has no field, or is the key`),
    ...(key && !Object.hasOwn(fields, key) ? [`the key of ${type} is not one of its fields`] : []),
  ];
}

/** A claim that is declared and compared by nobody, or compared and declared otherwise, would be judged by the wrong right. */
function claimProblems({ reads }: RegisterDefinition, { arguments: inputs }: Classification): string[] {
  const declared = [...inputs].filter(([, { by }]) => by === "VERIFY");
  const compared = new Map(
    Object.values(reads).flatMap((read) => {
      if (read.kind !== "VERIFY") return [];
      const { type } = read.entity;
      return Object.entries(read.claims).map(([claim, { field }]) => [`${read.input}.${claim}`, `${type}.${field}`]);
    }) as [string, string][],
  );
  const wrong = declared.filter(([claim, { reads: fields }]) => fields.join() !== compared.get(claim));
  const known = new Set(declared.map(([claim]) => claim));
  return [
    ...wrong.map(([claim]) => `${claim} is not compared as it is declared`),
    ...[...compared.keys()].filter((claim) => !known.has(claim)).map((claim) => `${claim} is not declared`),
  ];
}

function referenceProblems(
  type: string,
  key: string,
  { resolvers }: RegisterDefinition,
  schema: GraphQLSchema,
): string[] {
  const unanswered = fieldsOf(type, schema).filter(
    (field) => field !== key && !Object.hasOwn(resolvers[type] ?? {}, field),
  );
  return unanswered.map((field) => `${type}.${field} has no resolver`);
}

function fieldsOf(type: string, schema: GraphQLSchema): string[] {
  const found = schema.getType(type);
  return isObjectType(found) ? Object.keys(found.getFields()) : [];
}

/** A cursor carries the sort key of a row, and its place tells something about the value. */
function hiddenOrder(entity: Entity, orderBy: readonly { name: string }[], { fields }: Classification): string[] {
  const isOpen = (column: unknown) =>
    Object.entries(entity.fields).some(
      ([field, source]) =>
        source === column &&
        (field === entity.key || fields.get(`${entity.type}.${field}`)?.sharing === "UNCONDITIONAL"),
    );
  return orderBy.filter((column) => !isOpen(column)).map(({ name }) => name);
}

import type { Entity, RowView } from "../entity.ts";
import { isDerived } from "../entity.ts";
import { HubError } from "../errors.ts";
import { one, type Reads } from "../reads.ts";
import type { RegisterContext, RegisterDefinition, Resolver } from "../register-definition.ts";

/** The gateway splits what is longer. */
const MAX_REPRESENTATIONS = 10_000;
const MAX_KEY_CHARACTERS = 200;

/** How each type of a register answers a key that another register handed out. */
type Resolve = (key: string, context: RegisterContext) => RowView | Promise<RowView | null>;

/** Adds to the reads of a register one by the federation key for each entity that has none yet. */
export function withKeyReads(definition: RegisterDefinition): Reads {
  const missing = definition.entities.filter((entity) => entity.key && !keyReadName(entity, definition.reads));
  return {
    ...definition.reads,
    ...Object.fromEntries(missing.map((entity) => [`${entity.type}ByKey`, one(entity, keyColumn(entity))])),
  };
}

/**
 * A representation gives a type and a key and nothing more: whatever else it claims is not read, and the row behind the key
 * is found by the same statement, scope and levels as by any other way.
 */
export function entitiesResolver(definition: RegisterDefinition, reads: Reads): Resolver<Reads> {
  const byType = new Map<string, { key: string; resolve: Resolve }>();
  for (const entity of definition.entities) {
    const read = keyReadName(entity, reads);
    if (!entity.key || !read) continue;
    const resolve: Resolve = (key, { loaders }) =>
      (loaders[read] as { load(key: string): Promise<RowView | null> }).load(key);
    byType.set(entity.type, { key: entity.key, resolve });
  }
  for (const { type, key } of definition.references) {
    byType.set(type, { key, resolve: (value) => ({ __typename: type, [key]: value }) });
  }
  return (_source, { representations }: { representations: readonly unknown[] }, context) => {
    if (representations.length > MAX_REPRESENTATIONS)
      throw new HubError("LIMIT_EXCEEDED", { field: "representations" });
    return representations.map((representation) => {
      const { __typename, ...claims } = Object(representation) as Record<string, unknown>;
      const entry = byType.get(String(__typename));
      const key = entry && claims[entry.key];
      if (!entry || !isKey(key)) throw new HubError("BAD_USER_INPUT", { field: "representations" });
      return entry.resolve(key, context);
    });
  };
}

function isKey(value: unknown): value is string {
  return typeof value === "string" && value.length <= MAX_KEY_CHARACTERS && !value.includes("\0");
}

function keyReadName(entity: Entity, reads: Reads): string | undefined {
  const column = entity.fields[entity.key ?? ""];
  return Object.keys(reads).find((name) => {
    const read = reads[name];
    return read?.kind === "ONE" && read.entity === entity && read.by === column;
  });
}

function keyColumn(entity: Entity) {
  const column = entity.fields[entity.key ?? ""];
  if (!column || isDerived(column) || !("columnType" in column))
    throw new TypeError(`the key of ${entity.type} is not a column`);
  return column;
}

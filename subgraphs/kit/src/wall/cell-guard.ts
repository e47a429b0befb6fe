import { defaultFieldResolver, type GraphQLFieldResolver, getNamedType, isLeafType } from "graphql";
import type { RowConditions, Scope } from "../capability.ts";
import type { Entity, Reference } from "../entity.ts";
import { fieldResolvers, type RegisterContext, type RegisterDefinition } from "../register-definition.ts";
import type { Classification } from "./classification.ts";

type FieldResolver = GraphQLFieldResolver<Record<string, unknown>, RegisterContext>;
type FieldResolvers = Readonly<Record<string, FieldResolver>>;

/**
 * Resolvers of the governed types, in front of a register's own. A cell that is absent from its row view although the
 * selection passed lies on a row out of scope: it is reported, and the register's resolver is not called.
 */
export function guardCells(
  definition: RegisterDefinition,
  classification: Classification,
): Record<string, FieldResolvers> {
  const own = (type: string) => fieldResolvers(definition, type);
  const ofEntities = definition.entities.map((entity) => [
    entity.type,
    entityResolvers(entity, own(entity.type), classification),
  ]);
  const ofReferences = definition.references.map((reference) => [
    reference.type,
    referenceResolvers(reference, own(reference.type), classification),
  ]);
  return Object.fromEntries([...ofEntities, ...ofReferences]);
}

function entityResolvers(entity: Entity, own: FieldResolvers, classification: Classification): FieldResolvers {
  const isUnconditional = (field: string) =>
    classification.fields.get(`${entity.type}.${field}`)?.sharing === "UNCONDITIONAL";
  const fields = Object.keys(entity.fields);
  // On a type without any unconditional field a row out of scope is not found at all.
  const isMixed = fields.some(isUnconditional);
  const isOpenOnEachRow = (field: string) =>
    isUnconditional(field) && entity.publicRow === undefined && !Object.hasOwn(entity.publicCells ?? {}, field);
  const canBeAbsent = (field: string) => isMixed && field !== entity.key && !isOpenOnEachRow(field);
  const guarded = fields.filter((field) => canBeAbsent(field) || own[field]);
  return Object.fromEntries(guarded.map((field) => [field, guardCell(own[field] ?? defaultFieldResolver)]));
}

function guardCell(resolve: FieldResolver): FieldResolver {
  return (row, args, context, info) => {
    if (row[info.fieldName] !== undefined) return resolve(row, args, context, info);
    context.account.addOutOfScope(info.path);
    return null;
  };
}

function referenceResolvers(reference: Reference, own: FieldResolvers, classification: Classification): FieldResolvers {
  const isOpen = (field: string) =>
    classification.fields.get(`${reference.type}.${field}`)?.sharing === "UNCONDITIONAL";
  const isKeyOpen = isOpen(reference.key);
  const guarded = Object.entries(own).map(([field, resolve]) => {
    return [field, isOpen(field) ? resolve : guardReference(reference, isKeyOpen, resolve)];
  });
  return Object.fromEntries(guarded);
}

/**
 * The region of a referenced object is known only to the register that owns it. Where the key itself is conditional, the
 * gateway shows the object only when its owner did. An open key proves nothing, so that there a scope of regions gives nothing.
 */
function guardReference({ type, key }: Reference, isKeyOpen: boolean, resolve: FieldResolver): FieldResolver {
  return (object, args, context, info) => {
    const { scopes, levels } = context.capability;
    const scope = scopes[type];
    if (!isInScope(scope, object[key], isKeyOpen) || !isHeld(scope?.conditions, key, object[key], isKeyOpen)) {
      context.account.addOutOfScope(info.path);
      return null;
    }
    // A value that comes from no row is masked by nothing: below FULL there is none.
    const isWhole = !isLeafType(getNamedType(info.returnType)) || levels[`${type}.${info.fieldName}`] === "FULL";
    return isWhole ? resolve(object, args, context, info) : null;
  };
}

function isInScope(scope: Scope | undefined, key: unknown, isKeyOpen: boolean): boolean {
  if (scope?.kind === "SELF") return scope.personId === key;
  return scope?.kind === "ALL" || (scope?.kind === "PREFIXES" && !isKeyOpen);
}

/** A condition on the key is decided here; one on any other field, like a region, by the owner alone. */
function isHeld(conditions: RowConditions = {}, key: string, value: unknown, isKeyOpen: boolean): boolean {
  return Object.entries(conditions).every(([field, allowed]) =>
    field === key ? allowed.some((one) => one === value) : !isKeyOpen,
  );
}

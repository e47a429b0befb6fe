import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InputObjectTypeDefinitionNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
} from "graphql";
import {
  countedTypeIn,
  directiveArguments,
  findDirective,
  type Governed,
  governedIn,
  isNeutral,
  keyFieldsIn,
  type ReadMode,
  ROOT_TYPES,
  readsIn,
} from "./governance.ts";
import type { Coordinate, Sensitivity, SharingAttribute } from "./levels.ts";

/** What the SDL says about one field; the composition has checked every value. */
export interface FieldClassification {
  readonly coordinate: Coordinate;
  readonly type: string;
  readonly field: string;
  /** Code of the owner department. */
  readonly owner: string;
  readonly sensitivity: Sensitivity;
  readonly sharing: SharingAttribute;
  /** The law that forbids sharing, with NOT_SHARED. */
  readonly citation?: string;
  /** Names of the subgraphs that resolve it. */
  readonly subgraphs: readonly string[];
  /** Part of a federation key: always travels inside, whatever the levels. */
  readonly isKey: boolean;
  /** Belongs to a connection, an edge or another value object: the field that leads there decides. */
  readonly isStructural: boolean;
  /** Set on a root field that gives counts of this type's rows: an AGGREGATE grant on the type opens it and nothing else. */
  readonly counts?: string;
}

/** What the SDL says about one argument or input field: it reads fields, or it is neutral and `reads` is empty. */
export interface InputClassification {
  readonly coordinate: Coordinate;
  readonly reads: readonly Coordinate[];
  /** Null when neutral. */
  readonly by: ReadMode | null;
}

export interface Classification {
  readonly fields: ReadonlyMap<Coordinate, FieldClassification>;
  readonly inputs: ReadonlyMap<Coordinate, InputClassification>;
  /** Types a grant can name: object types whose fields are classified one by one, root types excepted. */
  readonly grantableTypes: readonly string[];
  /** Key field names by type. */
  readonly keys: ReadonlyMap<string, readonly string[]>;
}

type OutputType = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

function directivesNamed(directives: readonly ConstDirectiveNode[] | undefined, name: string): ConstDirectiveNode[] {
  return (directives ?? []).filter((directive) => directive.name.value === name);
}

/** Subgraph names by the enum values that stand for them in `join__*` directives. */
function graphNames(document: DocumentNode): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== "join__Graph") continue;
    for (const { name, directives } of definition.values ?? []) {
      const directive = findDirective(directives, "join__graph");
      if (directive !== undefined) names.set(name.value, String(directiveArguments(directive)["name"]));
    }
  }
  return names;
}

/** A field without `join__field` is resolved by every subgraph that has its type. */
function subgraphsOf(field: FieldDefinitionNode, type: OutputType, names: ReadonlyMap<string, string>): string[] {
  const own = directivesNamed(field.directives, "join__field").map(directiveArguments);
  const joins =
    own.length > 0
      ? own.filter((join) => join["external"] !== true)
      : directivesNamed(type.directives, "join__type").map(directiveArguments);
  return [...new Set(joins.flatMap((join) => names.get(String(join["graph"])) ?? []))].sort();
}

function keysOf(type: OutputType): string[] {
  return keyFieldsIn(type.directives, "join__type", "key");
}

function classifyField(
  type: OutputType,
  field: FieldDefinitionNode,
  names: ReadonlyMap<string, string>,
): FieldClassification {
  const typeDefault = governedIn(type.directives);
  const coordinate = `${type.name.value}.${field.name.value}`;
  const counts = countedTypeIn(field.directives);
  const governed: Governed | undefined = governedIn(field.directives) ?? typeDefault;
  // An undeclared field never composes; if one gets here anyway, starting with it would open it.
  if (governed === undefined) throw new Error(`${coordinate} has no @governed`);
  return {
    coordinate,
    type: type.name.value,
    field: field.name.value,
    ...(governed as Governed & { sensitivity: Sensitivity; sharing: SharingAttribute }),
    subgraphs: subgraphsOf(field, type, names),
    isKey: keysOf(type).includes(field.name.value),
    isStructural: typeDefault !== undefined,
    ...(counts === undefined ? {} : { counts }),
  };
}

function classifyInput(
  coordinate: Coordinate,
  directives: readonly ConstDirectiveNode[] | undefined,
): InputClassification {
  const reads = readsIn(directives);
  if (reads === undefined && !isNeutral(directives)) throw new Error(`${coordinate} has neither @reads nor @neutral`);
  return { coordinate, reads: reads?.fields ?? [], by: (reads?.by as ReadMode | undefined) ?? null };
}

function argumentsOf(type: OutputType): InputClassification[] {
  return (type.fields ?? []).flatMap((field) =>
    (field.arguments ?? []).map(({ name, directives }) =>
      classifyInput(`${type.name.value}.${field.name.value}(${name.value}:)`, directives),
    ),
  );
}

function inputFieldsOf(input: InputObjectTypeDefinitionNode): InputClassification[] {
  return (input.fields ?? []).map(({ name, directives }) =>
    classifyInput(`${input.name.value}.${name.value}`, directives),
  );
}

function byCoordinate<T extends { readonly coordinate: Coordinate }>(
  entries: readonly T[],
): ReadonlyMap<Coordinate, T> {
  return new Map(entries.map((entry) => [entry.coordinate, entry]));
}

function outputTypesOf({ definitions }: DocumentNode): OutputType[] {
  return definitions.filter(
    (definition): definition is OutputType =>
      definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION,
  );
}

function inputTypesOf({ definitions }: DocumentNode): InputObjectTypeDefinitionNode[] {
  return definitions
    .filter((definition) => definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION)
    .filter(({ name }) => !name.value.startsWith("join__"));
}

function isGrantable({ name, directives }: OutputType): boolean {
  return !ROOT_TYPES.has(name.value) && governedIn(directives) === undefined;
}

/** Reads every classification out of a supergraph. Throws on a field or argument that has none, so that nothing starts on it. */
export function classify(supergraphSdl: string): Classification {
  const document = parse(supergraphSdl);
  const names = graphNames(document);
  const types = outputTypesOf(document);
  const fields = types.flatMap((type) => (type.fields ?? []).map((field) => classifyField(type, field, names)));
  const inputs = [...types.flatMap(argumentsOf), ...inputTypesOf(document).flatMap(inputFieldsOf)];
  const keys = types.map((type) => [type.name.value, keysOf(type)] as const).filter(([, names]) => names.length > 0);
  return {
    fields: byCoordinate(fields),
    inputs: byCoordinate(inputs),
    grantableTypes: types
      .filter(isGrantable)
      .map((type) => type.name.value)
      .sort(),
    keys: new Map(keys),
  };
}

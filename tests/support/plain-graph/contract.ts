import { SUBGRAPH_NAMES, subgraphSdl } from "@tongshu/schema";
import { type FieldDefinitionNode, Kind, type ObjectTypeDefinitionNode, parse, type TypeNode } from "graphql";

/** One field as the SDL of its register declares it. */
export interface ContractField {
  readonly name: string;
  readonly typeName: string;
  readonly isList: boolean;
  readonly isOpen: boolean;
  readonly isKey: boolean;
  /** Registers that resolve it: one, but for keys and shared value types. */
  readonly registers: readonly string[];
  readonly argumentNames: readonly string[];
}

export type ContractType = ReadonlyMap<string, ContractField>;

/** Every object type of the graph with its fields, read from the five SDL files and from nothing else. */
export const CONTRACT: ReadonlyMap<string, ContractType> = readContract();

export const UNIONS: Readonly<Record<string, readonly string[]>> = {
  ServiceObject: ["Person", "LegalEntity"],
  LicenceHolder: ["Person", "LegalEntity"],
};

/** The register with the most fields of a type holds its rows. */
export function ownerOf(type: string): string {
  const counts = new Map<string, number>();
  for (const { registers } of CONTRACT.get(type)?.values() ?? []) {
    for (const register of registers) counts.set(register, (counts.get(register) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? "";
}

function readContract(): ReadonlyMap<string, ContractType> {
  const types = new Map<string, Map<string, ContractField>>();
  for (const register of SUBGRAPH_NAMES) {
    for (const node of parse(subgraphSdl(register)).definitions) {
      if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
      const fields = types.get(node.name.value) ?? new Map<string, ContractField>();
      types.set(node.name.value, fields);
      for (const field of node.fields ?? []) addField(fields, node, field, register);
    }
  }
  return types;
}

function addField(
  fields: Map<string, ContractField>,
  type: ObjectTypeDefinitionNode,
  field: FieldDefinitionNode,
  register: string,
): void {
  const name = field.name.value;
  fields.set(name, {
    name,
    typeName: namedType(field.type),
    isList: isList(field.type),
    isOpen: sharingOf(field) === "UNCONDITIONAL" || (sharingOf(field) === null && sharingOf(type) === "UNCONDITIONAL"),
    isKey: keysOf(type).includes(name),
    registers: [...(fields.get(name)?.registers ?? []), register],
    argumentNames: (field.arguments ?? []).map((argument) => argument.name.value),
  });
}

function sharingOf({ directives = [] }: FieldDefinitionNode | ObjectTypeDefinitionNode): string | null {
  const governed = directives.find(({ name }) => name.value === "governed");
  const sharing = governed?.arguments?.find(({ name }) => name.value === "sharing")?.value;
  return sharing?.kind === Kind.STRING ? sharing.value : null;
}

function keysOf({ directives = [] }: ObjectTypeDefinitionNode): readonly string[] {
  const keys = directives.filter(({ name }) => name.value === "key").map((node) => node.arguments?.[0]?.value);
  return keys.flatMap((value) => (value?.kind === Kind.STRING ? value.value.split(/\s+/) : []));
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

function isList(type: TypeNode): boolean {
  return type.kind === Kind.LIST_TYPE || (type.kind === Kind.NON_NULL_TYPE && isList(type.type));
}

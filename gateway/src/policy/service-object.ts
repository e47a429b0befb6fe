import { type ArgumentNode, Kind } from "graphql";
import type { CollectedField } from "./collect-fields.ts";

/** What a service object code turned out to be, once its variable has a value. */
export type ServiceObjectKind = "PERSON" | "ENTITY";

/** The field that answers `serviceObject` once the kind of its code is known. */
export interface Entrance {
  readonly field: string;
  readonly argument: string;
  readonly argumentType: string;
  readonly type: string;
}

/**
 * `serviceObject(code:)` is decided, planned and asked as the lookup it stands for, so that only the register which holds
 * that kind of object is called, and only the rights on that kind count.
 */
const ENTRANCES: Readonly<Record<ServiceObjectKind, Entrance>> = {
  PERSON: { field: "person", argument: "idNumber", argumentType: "CitizenIdNumber!", type: "Person" },
  ENTITY: { field: "legalEntity", argument: "uscc", argumentType: "UnifiedSocialCreditCode!", type: "LegalEntity" },
};

export const SERVICE_OBJECT_SCALAR = "ServiceObjectCode";
export const SUBJECT_TYPE_ENUM = "SubjectType";

/** What the values of one request say about its service objects, by variable name. */
export interface ServiceObjectValues {
  /** What each code looks like by itself. */
  readonly codeKinds: ReadonlyMap<string, ServiceObjectKind>;
  /** Kinds that the caller states through a variable. */
  readonly statedKinds: ReadonlyMap<string, ServiceObjectKind>;
}

/** The lookup behind a root field; null for every field that stands for itself. A kind that the caller states wins. */
export function entranceOf(parent: string, collected: CollectedField, values: ServiceObjectValues): Entrance | null {
  if (parent !== "Query" || collected.name !== "serviceObject") return null;
  const kind = statedKind(collected, values) ?? codeKind(collected, values);
  return kind ? ENTRANCES[kind] : null;
}

/** The argument of `serviceObject` that becomes the lookup's own. */
function codeArgument(collected: CollectedField): ArgumentNode | undefined {
  return collected.node.arguments?.find((argument) => argument.name.value === "code");
}

function codeKind(collected: CollectedField, values: ServiceObjectValues): ServiceObjectKind | undefined {
  const value = codeArgument(collected)?.value;
  return value?.kind === Kind.VARIABLE ? values.codeKinds.get(value.name.value) : undefined;
}

function statedKind(collected: CollectedField, values: ServiceObjectValues): ServiceObjectKind | undefined {
  const value = collected.node.arguments?.find((argument) => argument.name.value === "subjectType")?.value;
  if (value?.kind === Kind.VARIABLE) return values.statedKinds.get(value.name.value);
  return value?.kind === Kind.ENUM && Object.hasOwn(ENTRANCES, value.value)
    ? (value.value as ServiceObjectKind)
    : undefined;
}

import type { Grant } from "@tongshu/gateway";
import type { Row } from "../planted/record.ts";
import { CONTRACT, type ContractField, ownerOf } from "./contract.ts";
import { columnOf } from "./plain-type.ts";
import { TYPES } from "./types.ts";

export type Shown = "FULL" | "MASKED" | "HIDDEN";

/** Somebody who asks: grants by type, the region they work for, and the citizen they are. */
export interface ViewerOptions {
  readonly grants: readonly Grant[];
  readonly region: string;
  readonly citizenId?: string;
}

/** What one viewer may see, told from the contract and the grants alone. */
export class Viewer {
  readonly #grants: ReadonlyMap<string, Grant>;
  readonly #prefix: string;
  readonly #citizenId: string | undefined;

  constructor({ grants, region, citizenId }: ViewerOptions) {
    this.#grants = new Map(grants.filter(({ isAggregate }) => !isAggregate).map((grant) => [grant.type, grant]));
    this.#prefix = region.replace(/(00)+$/, "");
    this.#citizenId = citizenId;
  }

  /** What rows in scope would show of a field; decides before any row is known. */
  ofField(type: string, field: ContractField, isLookup: boolean): Shown {
    if (field.isOpen) return "FULL";
    const level = this.#level(type, field.name);
    if (this.#grants.get(type)?.isLookupOnly && !isLookup) return "HIDDEN";
    if (level === "MASKED" && field.isKey) return "HIDDEN";
    return level === "FULL" || level === "MASKED" ? level : "HIDDEN";
  }

  /** What this row shows of a field that passed `ofField`. */
  ofCell(type: string, field: ContractField, row: Row): Shown {
    if (field.isOpen && (field.isKey || this.#isPublicCell(type, field, row))) return "FULL";
    if (!this.isInScope(type, row) || this.#isUnproven(type, field)) return "HIDDEN";
    const level = this.#level(type, field.name);
    return level === "FULL" || level === "MASKED" ? level : "HIDDEN";
  }

  /** Whether a number may be compared with this field. */
  canLookUpBy(coordinate: string): boolean {
    const [type = "", name = ""] = coordinate.split(".");
    const level = this.#level(type, name);
    return CONTRACT.get(type)?.get(name)?.isOpen === true || level === "FULL" || level === "VERIFY";
  }

  /** Whether rows may be chosen by this field. */
  canFilterBy(coordinate: string): boolean {
    const [type = "", name = ""] = coordinate.split(".");
    return CONTRACT.get(type)?.get(name)?.isOpen === true || this.#level(type, name) === "FULL";
  }

  /** Whether a register may be asked for this field at all, be it of rows that turn out to lie out of scope. */
  canAsk(coordinate: string): boolean {
    const [type = "", name = ""] = coordinate.split(".");
    const field = CONTRACT.get(type)?.get(name);
    return field !== undefined && (field.isKey || this.ofField(type, field, true) !== "HIDDEN");
  }

  /** Whether a row exists for this viewer at all. */
  canSee(type: string, row: Row): boolean {
    const fields = [...(CONTRACT.get(type)?.values() ?? [])].filter(({ registers }) =>
      registers.includes(ownerOf(type)),
    );
    if (fields.some(({ isOpen }) => isOpen) && this.#isPublic(type, row)) return true;
    return this.hasOwnGrant(type) && this.isInScope(type, row);
  }

  /** Whether the register that holds the rows may show anything of them. */
  hasOwnGrant(type: string): boolean {
    const own = [...(CONTRACT.get(type)?.values() ?? [])].filter(({ registers }) => registers.includes(ownerOf(type)));
    return own.some(({ name }) => ["FULL", "MASKED"].includes(this.#level(type, name)));
  }

  isInScope(type: string, row: Row): boolean {
    const grant = this.#grants.get(type);
    const plain = TYPES[type];
    if (!grant || !plain) return false;
    const heldIn = (field: string) => plain.values[field]?.(row, {}) ?? row[columnOf(field)];
    const conditions = Object.entries(grant.conditions ?? {});
    if (!conditions.every(([field, values]) => values.includes(String(heldIn(field))))) return false;
    if (grant.scope.kind === "SELF") return this.#isOfSelf(type, row);
    if (plain.isSensitive?.(row) && !grant.coversSensitiveRows) return false;
    if (grant.scope.kind === "ALL") return true;
    const prefixes = grant.scope.kind === "OWN" ? [this.#prefix] : grant.scope.prefixes;
    return plain.regionColumns.some((column) => prefixes.some((prefix) => String(row[column]).startsWith(prefix)));
  }

  /** A register that only refers to an organisation does not know its region, so that a scope of regions gives nothing. */
  #isUnproven(type: string, { registers, isOpen }: ContractField): boolean {
    const isForeign = type === "LegalEntity" && !registers.includes(ownerOf(type));
    const { scope, conditions = {} } = this.#grants.get(type) ?? {};
    const isKeyAlone = Object.keys(conditions).every((name) => name === "entityId");
    return isForeign && !isOpen && (scope?.kind !== "ALL" || !isKeyAlone);
  }

  #isOfSelf(type: string, row: Row): boolean {
    const plain = TYPES[type];
    if (this.#citizenId === undefined || !plain) return false;
    if (plain.isOfSelf) return plain.isOfSelf(row, this.#citizenId);
    return plain.selfColumn !== undefined && row[plain.selfColumn] === this.#citizenId;
  }

  #isPublicCell(type: string, { name }: ContractField, row: Row): boolean {
    return this.#isPublic(type, row) && (TYPES[type]?.isPublicCell?.(row, name) ?? true);
  }

  #isPublic(type: string, row: Row): boolean {
    return TYPES[type]?.isPublic?.(row) ?? true;
  }

  #level(type: string, field: string): string {
    return this.#grants.get(type)?.fields[field] ?? "NONE";
  }
}

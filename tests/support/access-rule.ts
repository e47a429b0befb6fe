import type { Grant } from "@tongshu/gateway";
import { type Classification, classify, loadSupergraphSdl } from "@tongshu/schema";
import { yearsAgo } from "./planted/numbers.ts";
import type { Row } from "./planted/record.ts";

const CLASSIFICATION: Classification = classify(loadSupergraphSdl());

/** Columns that place a row, whatever its table; any of them in scope is enough. */
const REGION_COLUMNS = [
  "hukou_region",
  "residence_region",
  "registration_region",
  "issue_region",
  "region",
  "grid_code",
];

/** The column that says whose a row is, by type. */
const SELF_COLUMNS: Readonly<Record<string, string>> = {
  Person: "person_id",
  HouseholdMember: "person_id",
  KeyPerson: "person_id",
  Shareholder: "holder_person_id",
  Licence: "holder_person_id",
  Penalty: "party_person_id",
};

/** For whom the rule speaks. */
interface Viewpoint {
  /** The grants of one department for one purpose. */
  readonly grants: readonly Grant[];
  readonly region: string;
  readonly citizen?: Row | undefined;
  /** Nobody is found who did not consent. */
  readonly restsOnConsent?: boolean;
}

/** The permission model in a page: what one cell shows, told from the grants and the planted row. */
export class AccessRule {
  readonly #grants: ReadonlyMap<string, Grant>;
  readonly #prefix: string;
  readonly #citizen: Row | undefined;
  readonly restsOnConsent: boolean;

  constructor({ grants, region, citizen, restsOnConsent = false }: Viewpoint) {
    this.#grants = new Map(grants.filter(({ isAggregate }) => !isAggregate).map((grant) => [grant.type, grant]));
    this.#prefix = region.replace(/(00)+$/, "");
    this.#citizen = citizen;
    this.restsOnConsent = restsOnConsent;
  }

  /** What rows in scope show of a field. */
  ofField(type: string, field: string, isLookup: boolean): "FULL" | "MASKED" | "DENIED" {
    const governed = CLASSIFICATION.fields.get(`${type}.${field}`);
    if (governed?.sharing === "UNCONDITIONAL") return "FULL";
    const grant = this.#grants.get(type);
    const level = grant?.fields[field];
    if (grant?.isLookupOnly && !isLookup) return "DENIED";
    if (level === "MASKED" && !governed?.isKey) return "MASKED";
    return level === "FULL" ? "FULL" : "DENIED";
  }

  /** Whether this row shows what `ofField` promises. */
  isCovered(type: string, field: string, row: Row): boolean {
    const isOpen = CLASSIFICATION.fields.get(`${type}.${field}`)?.sharing === "UNCONDITIONAL";
    if (isOpen && isPublic(type, row) && isPublicCell(type, field, row)) return true;
    const hasLevel = !isOpen || ["FULL", "MASKED"].includes(this.#grants.get(type)?.fields[field] ?? "");
    return hasLevel && this.isInScope(type, row);
  }

  /** Whether a number may be compared with the field. */
  canCompare(coordinate: string): boolean {
    const [type = "", field = ""] = coordinate.split(".");
    if (CLASSIFICATION.fields.get(coordinate)?.sharing === "UNCONDITIONAL") return true;
    return ["VERIFY", "FULL"].includes(this.#grants.get(type)?.fields[field] ?? "");
  }

  /** Whether the row exists for the caller: some cell of it is visible. */
  isVisible(type: string, row: Row): boolean {
    const fields = [...CLASSIFICATION.fields.values()].filter((governed) => governed.type === type);
    if (fields.some(({ sharing }) => sharing === "UNCONDITIONAL") && isPublic(type, row)) return true;
    const levels = Object.values(this.#grants.get(type)?.fields ?? {});
    return levels.some((level) => level === "FULL" || level === "MASKED") && this.isInScope(type, row);
  }

  isInScope(type: string, row: Row): boolean {
    const scope = this.#grants.get(type)?.scope;
    if (!this.#holdsConditions(type, row)) return false;
    if (scope?.kind === "SELF") return this.#isOwn(type, row);
    if (!scope || isChild(row)) return false;
    if (scope.kind === "ALL") return true;
    const prefixes = scope.kind === "OWN" ? [this.#prefix] : scope.prefixes;
    const regions = REGION_COLUMNS.flatMap((column) => (row[column] ? [String(row[column])] : []));
    return regions.some((region) => prefixes.some((prefix) => region.startsWith(prefix)));
  }

  #holdsConditions(type: string, row: Row): boolean {
    const conditions = Object.entries(this.#grants.get(type)?.conditions ?? {});
    const columnOf = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    return conditions.every(([field, values]) => values.includes(String(row[columnOf(field)])));
  }

  #isOwn(type: string, row: Row): boolean {
    const own = type === "Household" ? "household_id" : "person_id";
    return this.#citizen !== undefined && row[SELF_COLUMNS[type] ?? own] === this.#citizen[own];
  }
}

function isPublic(type: string, row: Row): boolean {
  if (type === "Penalty") return row["party_entity_id"] !== null && row["publish"] === "YES" && isStillPublished(row);
  return type !== "Inspection" || row["published_at"] !== null;
}

function isStillPublished(row: Row): boolean {
  return row["revoked_date"] == null && String(row["publish_until"]) >= yearsAgo(0);
}

const PREMISES = ["address", "postCode", "lngLat", "productionAddresses"];

/** Where an individual business may be somebody's home, its address is not for all. */
function isPublicCell(type: string, field: string, row: Row): boolean {
  if (type !== "LegalEntity" || !PREMISES.includes(field)) return true;
  return row["entity_kind"] !== "INDIVIDUAL_BUSINESS" || row["is_home_premises"] === false;
}

function isChild(row: Row): boolean {
  if (typeof row["holder_child_until"] === "string") return row["holder_child_until"] > yearsAgo(0);
  return typeof row["birth_date"] === "string" && row["birth_date"] > yearsAgo(14);
}

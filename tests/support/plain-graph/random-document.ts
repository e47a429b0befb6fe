import { EVENTS, GRIDS } from "../planted/events.ts";
import { LICENCES } from "../planted/licences.ts";
import { citizenIdOf, creditCodeOf, licenceIdOf } from "../planted/numbers.ts";
import { ORGANISATIONS } from "../planted/organisations.ts";
import { PEOPLE } from "../planted/people.ts";
import { REGIONS } from "../planted/places.ts";
import { PENALTIES } from "../planted/supervision.ts";
import { CONTRACT, type ContractField, UNIONS } from "./contract.ts";
import type { Tape } from "./tape.ts";
import { TYPES } from "./types.ts";

export interface RandomDocument {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The variables with the defaults of those that are not sent. */
  readonly values: Readonly<Record<string, unknown>>;
}

const UNKNOWN_PERSON = citizenIdOf("1960-06-06", 7);
const PERSON_NUMBERS = [...Object.values(PEOPLE).map((row) => row["id_number"]), UNKNOWN_PERSON];
const CREDIT_CODES = [...ORGANISATIONS.slice(0, 6).map((row) => row["uscc"]), creditCodeOf(999)];
/** Each root field: its variables with their types and where values come from, and the type behind it. */
const ENTRIES: readonly Entry[] = [
  entry("serviceObject", "code", "ServiceObjectCode!", [...PERSON_NUMBERS, ...CREDIT_CODES], "ServiceObject"),
  entry("person", "idNumber", "CitizenIdNumber!", PERSON_NUMBERS, "Person"),
  entry("legalEntity", "uscc", "UnifiedSocialCreditCode!", CREDIT_CODES, "LegalEntity"),
  entry(
    "licence",
    "licenceId",
    "ElectronicLicenceId!",
    [...LICENCES.map((row) => row["licence_id"]), licenceIdOf(99)],
    "Licence",
  ),
  entry("penalty", "decisionNo", "ID!", [...PENALTIES.map((row) => row["decision_no"]), "none"], "Penalty"),
  entry("governanceEvent", "eventNo", "ID!", [...EVENTS.map((row) => row["event_no"]), "none"], "GovernanceEvent"),
  entry(
    "grid",
    "gridCode",
    "RegionCode!",
    GRIDS.map((row) => row["grid_code"]),
    "Grid",
  ),
  entry(
    "region",
    "code",
    "RegionCode!",
    REGIONS.slice(0, 4).map((row) => row["code"]),
    "Region",
  ),
  { ...entry("persons", "idNumbers", "[CitizenIdNumber!]!", PERSON_NUMBERS, "Person"), isMany: true },
  {
    ...entry("legalEntitiesByUscc", "usccs", "[UnifiedSocialCreditCode!]!", CREDIT_CODES, "LegalEntity"),
    isMany: true,
  },
];

interface Entry {
  readonly field: string;
  readonly argument: string;
  readonly variableType: string;
  readonly values: readonly unknown[];
  readonly type: string;
  readonly isMany?: boolean;
}

function entry(field: string, argument: string, variableType: string, values: readonly unknown[], type: string): Entry {
  return { field, argument, variableType, values, type };
}

const FILTERS: Readonly<Record<string, readonly string[]>> = {
  legalEntities: ['region: "620102"', 'region: "620900"', "status: ACTIVE", "entityKind: ENTERPRISE"],
  governanceEvents: ['region: "620102"', 'region: "620000"', "status: CLOSED", "category: DISPUTE"],
};

/** A valid operation: some root fields, some fields of what they give, in some of the ways in which GraphQL lets one ask. */
export function randomDocument(tape: Tape): RandomDocument {
  return new DocumentMaker(tape).make();
}

const MAX_DEPTH = 5;

class DocumentMaker {
  readonly #tape: Tape;
  readonly #fragments: string[] = [];
  readonly #definitions = ["$yes: Boolean! = true", "$no: Boolean!"];
  readonly #variables: Record<string, unknown> = { no: false };
  #aliases = 0;

  constructor(tape: Tape) {
    this.#tape = tape;
  }

  make(): RandomDocument {
    const roots = Array.from({ length: 1 + this.#tape.below(3) }, () => this.#root());
    // Asked for whatever happens, so that both variables are used and nothing is empty.
    const used = "departments(first: 1) { code @include(if: $yes) name @skip(if: $no) }";
    const query = `query (${this.#definitions.join(", ")}) { ${roots.join(" ")} ${used} } ${this.#fragments.join(" ")}`;
    return { query, variables: this.#variables, values: { yes: true, ...this.#variables } };
  }

  #root(): string {
    const tape = this.#tape;
    const alias = `${this.#alias()}: `;
    if (tape.isChosen(20)) return `${alias}${this.#connection(tape.oneOf(Object.keys(FILTERS)))}`;
    const { field, argument, variableType, values, type, isMany } = tape.oneOf(ENTRIES);
    const variable = `v${this.#definitions.length}`;
    this.#definitions.push(`$${variable}: ${variableType}`);
    this.#variables[variable] = isMany ? [tape.oneOf(values), tape.oneOf(values)] : tape.oneOf(values);
    return `${alias}${field}(${argument}: $${variable}) { ${this.#selection(type, 1)} }`;
  }

  #connection(field: string): string {
    const type = field === "legalEntities" ? "LegalEntity" : "GovernanceEvent";
    const filter = this.#tape.isChosen(60) ? `, filter: { ${this.#tape.oneOf(FILTERS[field] ?? [])} }` : "";
    const first = `first: ${1 + this.#tape.below(4)}`;
    return `${field}(${first}${filter}) { edges { node { ${this.#selection(type, 3)} } } pageInfo { hasNextPage } }`;
  }

  #selection(type: string, depth: number): string {
    const members = UNIONS[type];
    if (members) {
      const parts = members.map((member) => `... on ${member} { ${this.#selection(member, depth)} }`);
      return this.#tape.isChosen(50) ? `__typename ${parts.join(" ")}` : parts.join(" ");
    }
    const fields = [...(CONTRACT.get(type)?.values() ?? [])].filter(
      (field) => depth < MAX_DEPTH || !isComposite(field),
    );
    const waysOn = fields.filter(isWayOn);
    const chosen = Array.from({ length: 1 + this.#tape.below(4) }, () => {
      const isFollowed = waysOn.length > 0 && this.#tape.isChosen(50);
      return this.#field(this.#tape.oneOf(isFollowed ? waysOn : fields), depth);
    });
    if (this.#tape.isChosen(20)) chosen.push("__typename");
    return chosen.map((text) => this.#dressed(type, text)).join(" ");
  }

  #field(field: ContractField, depth: number): string {
    const { name, typeName, isList } = field;
    const alias = isComposite(field) || isList || this.#tape.isChosen(40) ? `${this.#alias()}: ` : "";
    const first = isList && field.argumentNames.includes("first") ? `(first: ${1 + this.#tape.below(3)})` : "";
    if (!isComposite(field)) return `${alias}${name}`;
    return `${alias}${name}${first} { ${this.#selection(typeName, depth + 1)} }`;
  }

  /** The same selection in another dress: alone, in an inline fragment, under a condition, or behind a spread. */
  #dressed(type: string, text: string): string {
    switch (this.#tape.below(9)) {
      case 1:
        return `... on ${type} { ${text} }`;
      case 2:
        return `... @include(if: $yes) { ${text} }`;
      case 3:
        return `... @skip(if: $yes) { ${text} }`;
      case 4: {
        const name = `F${this.#fragments.length}`;
        this.#fragments.push(`fragment ${name} on ${type} { ${text} }`);
        return `...${name}`;
      }
      default:
        return text;
    }
  }

  #alias(): string {
    this.#aliases += 1;
    // Some take the name of a field of the graph or of a key that the planner adds.
    const taken = ["personId", "name", "idNumber", "entityId", "code", "x_name", "proof", "p_shown", "m0_name"];
    return this.#tape.isChosen(20) ? `${this.#tape.oneOf(taken)}_${this.#aliases}` : `a${this.#aliases}`;
  }
}

/** Leads to rows that have grants of their own. */
function isWayOn({ typeName }: ContractField): boolean {
  const isPlace = typeName === "Region" || typeName === "Department";
  return (TYPES[typeName] !== undefined || UNIONS[typeName] !== undefined) && !isPlace;
}

function isComposite({ typeName }: ContractField): boolean {
  return CONTRACT.has(typeName) || TYPES[typeName] !== undefined || UNIONS[typeName] !== undefined;
}

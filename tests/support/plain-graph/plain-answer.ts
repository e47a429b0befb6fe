import { type DocumentNode, getOperationAST, type SelectionSetNode } from "graphql";
import type { Row } from "../planted/record.ts";
import { CONTRACT, type ContractField, ownerOf, UNIONS } from "./contract.ts";
import { type Arguments, columnOf, type Found } from "./plain-type.ts";
import { type Root, rootOf } from "./roots.ts";
import { type Asked, Selections } from "./selection.ts";
import { TYPES } from "./types.ts";
import type { Viewer } from "./viewer.ts";

type Json = Record<string, unknown>;

const DEFAULT_FIRST = 50;
const DEFAULT_PAGE = 20;

/**
 * What the hub must answer, worked out from the planted rows: nothing of the hub's own code decides here. Without a
 * viewer nothing is guarded.
 */
export function plainAnswer(document: DocumentNode, variables: Arguments, viewer: Viewer | null): Json {
  return new PlainAnswer(new Selections(document, variables), viewer).query(getOperationAST(document)?.selectionSet);
}

class PlainAnswer {
  readonly #selections: Selections;
  readonly #viewer: Viewer | null;

  constructor(selections: Selections, viewer: Viewer | null) {
    this.#selections = selections;
    this.#viewer = viewer;
  }

  query(set: SelectionSetNode | undefined): Json {
    const fields = this.#selections.of("Query", set ? [set] : []);
    return Object.fromEntries(fields.map((asked) => [asked.key, this.#root(asked)]));
  }

  #root({ name, args, sets }: Asked): unknown {
    if (name === "__typename") return "Query";
    const found = rootOf(name, args);
    if (!found) return null;
    const { root } = found;
    if (!this.#canAsk(root, found.args)) return null;
    if (root.shape === "CONNECTION") return this.#connection(root, found.args, sets);
    if (!this.#asksFor(root.type, sets, root.isLookup)) return null;
    const rows = root.find(found.args).map((entry) => (entry && this.#canSee(entry) ? entry : undefined));
    const objects = (list: readonly (Found | undefined)[]) =>
      list.map((entry) => (entry ? this.#object(entry, sets, root.isLookup) : null));
    if (root.shape === "ALIGNED") return objects(rows);
    if (root.shape === "ONE") return objects(rows)[0] ?? null;
    return objects(rows.filter((entry) => entry !== undefined)).slice(0, Number(args["first"] ?? DEFAULT_FIRST));
  }

  #connection(root: Root, args: Arguments, sets: readonly SelectionSetNode[]): Json | null {
    if (!this.#showsAnything(root.type)) return null;
    const first = Number(args["first"] ?? DEFAULT_PAGE);
    const rows = root.find(args).filter((entry) => entry !== undefined && this.#canSee(entry)) as Found[];
    const nodes = this.#selections.of("Connection", sets).find(({ name }) => name === "edges");
    const node = nodes && this.#selections.of("Edge", nodes.sets).find(({ name }) => name === "node");
    const isAsked = node !== undefined && this.#asksFor(root.type, node.sets, false);
    const edges = rows.slice(0, first).map((entry) => ({ node: this.#object(entry, node?.sets ?? [], false) }));
    return { edges: isAsked ? edges : null, pageInfo: { hasNextPage: rows.length > first } };
  }

  #canAsk(root: Root, args: Arguments): boolean {
    const viewer = this.#viewer;
    if (!viewer) return true;
    const isFree = (root.filterBy?.(args) ?? []).every((coordinate) => viewer.canFilterBy(coordinate));
    return isFree && root.lookupBy.every((coordinate) => viewer.canLookUpBy(coordinate));
  }

  #canSee({ type, row }: Found): boolean {
    return this.#viewer?.canSee(type, row) ?? true;
  }

  /** Whether anything is left to ask of a type: if not, no register is asked and nothing is known of the row. */
  #asksFor(type: string, sets: readonly SelectionSetNode[], isLookup: boolean): boolean {
    const members = UNIONS[type] ?? [type];
    return members.some((member) =>
      this.#selections.of(member, sets).some((asked) => this.#asks(member, asked, isLookup)),
    );
  }

  #asks(type: string, asked: Asked, isLookup: boolean): boolean {
    const fields = CONTRACT.get(type);
    if (asked.name === "__typename") return this.#showsAnything(type);
    const field = fields?.get(asked.name);
    if (!field) return false;
    const shown = this.#ofField(type, field, isLookup);
    if (!TYPES[field.typeName] && !UNIONS[field.typeName]) {
      if (isLeaf(field)) return shown !== "HIDDEN";
      return shown === "FULL" && this.#selections.of(field.typeName, asked.sets).length > 0;
    }
    return shown === "FULL" && this.#asksFor(field.typeName, asked.sets, false) && this.#isProvable(type, field);
  }

  #showsAnything(type: string): boolean {
    return [...(CONTRACT.get(type)?.values() ?? [])].some((field) => this.#ofField(type, field, true) !== "HIDDEN");
  }

  /** A person behind another register's field counts once the register of people shows something of the row. */
  #isProvable(_type: string, field: ContractField): boolean {
    if (field.typeName !== "Person" || field.registers.includes(ownerOf("Person"))) return true;
    const own = [...(CONTRACT.get("Person")?.values() ?? [])].filter(
      (it) => it.registers.includes(ownerOf("Person")) && !it.isKey && isLeaf(it),
    );
    return own.some((it) => this.#ofField("Person", it, false) !== "HIDDEN");
  }

  #ofField(type: string, field: ContractField, isLookup: boolean) {
    return this.#viewer?.ofField(type, field, isLookup) ?? "FULL";
  }

  #object({ type, row }: Found, sets: readonly SelectionSetNode[], isLookup: boolean): Json {
    const fields = this.#selections.of(type, sets);
    return Object.fromEntries(fields.map((asked) => [asked.key, this.#cell(type, row, asked, isLookup)]));
  }

  #cell(type: string, row: Row, asked: Asked, isLookup: boolean): unknown {
    if (asked.name === "__typename") return type;
    const field = CONTRACT.get(type)?.get(asked.name);
    if (!field || this.#ofField(type, field, isLookup) === "HIDDEN") return null;
    const shown = this.#viewer?.ofCell(type, field, row) ?? "FULL";
    if (shown === "HIDDEN") return null;
    if (TYPES[field.typeName] || UNIONS[field.typeName])
      return shown === "FULL" ? this.#related(type, row, field, asked) : null;
    return shown === "MASKED" ? this.#masked(type, row, asked) : this.#value(type, row, field, asked);
  }

  #masked(type: string, row: Row, { name }: Asked): unknown {
    const mask = TYPES[type]?.masks[name];
    const value = row[columnOf(name)];
    return mask && typeof value === "string" ? mask(value) : null;
  }

  #value(type: string, row: Row, field: ContractField, { name, args, sets }: Asked): unknown {
    if (field.typeName === "Provenance") return this.#provenance(row, sets);
    const own = TYPES[type]?.values[name];
    const value = own ? own(row, args) : row[columnOf(name)];
    return sets.length > 0 ? this.#structure(field.typeName, value, sets) : (value ?? null);
  }

  #structure(type: string, value: unknown, sets: readonly SelectionSetNode[]): unknown {
    const fields = this.#selections.of(type, sets);
    if (value === null || value === undefined || fields.length === 0) return null;
    if (Array.isArray(value)) return value.map((item) => this.#structure(type, item, sets));
    const cell = (name: string) => (name === "__typename" ? type : ((value as Json)[name] ?? null));
    return Object.fromEntries(fields.map(({ key, name }) => [key, cell(name)]));
  }

  #provenance(row: Row, sets: readonly SelectionSetNode[]): Json | null {
    const fields = this.#selections.of("Provenance", sets);
    const cell = (asked: Asked) => {
      if (asked.name === "__typename") return "Provenance";
      if (asked.name !== "sourceDept") return row[columnOf(asked.name)] ?? null;
      const department = TYPES["Department"]?.table.find((it) => it["code"] === row["source_dept"]);
      return department && this.#asksFor("Department", asked.sets, false)
        ? this.#object({ type: "Department", row: department }, asked.sets, false)
        : null;
    };
    return fields.length === 0 ? null : Object.fromEntries(fields.map((asked) => [asked.key, cell(asked)]));
  }

  #related(type: string, row: Row, field: ContractField, { name, args, sets }: Asked): unknown {
    const relation = TYPES[type]?.relations[name];
    if (!relation || !this.#asksFor(field.typeName, sets, false) || !this.#isProvable(type, field)) return null;
    const isShown = (found: Found) => {
      // Of a union's member that nothing is asked of, not even the kind is told.
      if (!this.#asksFor(found.type, sets, false)) return false;
      const isClosed = relation.isClosedWay && this.#viewer;
      return this.#canSee(found) && (!isClosed || this.#viewer?.isInScope(found.type, found.row) === true);
    };
    const found = relation.find(row, args).filter(isShown);
    if (field.isList) {
      return found.slice(0, Number(args["first"] ?? DEFAULT_FIRST)).map((entry) => this.#object(entry, sets, false));
    }
    return found[0] ? this.#object(found[0], sets, false) : null;
  }
}

function isLeaf({ typeName }: ContractField): boolean {
  return !CONTRACT.has(typeName);
}

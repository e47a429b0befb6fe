import { type FieldClassification, findDepartment } from "@tongshu/schema";
import { isObjectType } from "graphql";
import type { HubGraph } from "../../federation/supergraph.ts";
import { howToAsk } from "../../policy/how-to-ask.ts";
import type { PolicySnapshot } from "../../policy/snapshot.ts";
import { findUpdateCycle, type UpdateCycle } from "./update-cycles.ts";

/** One field of the catalogue; nothing of it is kept anywhere but in the schema and in the policy. */
export interface CatalogueField {
  readonly coordinate: string;
  readonly type: string;
  readonly descriptionZh: string;
  readonly descriptionEn: string;
  readonly owner: string;
  readonly ownerNameZh: string;
  readonly ownerNameEn: string;
  readonly sharing: string;
  readonly citation: string | null;
  readonly sensitivity: string;
  readonly sources: readonly Source[];
  /** Departments with a living grant that reads or compares it. */
  readonly holderCount: number;
  readonly howToAskZh: string;
  readonly howToAskEn: string;
}

export interface Source {
  readonly catalog: string;
  readonly cycle: UpdateCycle | null;
}

export interface DataSet {
  readonly type: string;
  readonly descriptionZh: string;
  readonly descriptionEn: string;
  readonly owners: readonly string[];
  readonly sources: readonly Source[];
  readonly fieldCount: number;
  readonly holderCount: number;
}

/** Every field that has an owner of its own, by coordinate. */
export function catalogueFields(graph: HubGraph, snapshot: PolicySnapshot, nowMs: number): readonly CatalogueField[] {
  const { fields, grantableTypes } = graph.classification;
  const known = new Set(grantableTypes);
  const holders = holdersByCoordinate(snapshot, nowMs);
  return [...fields.values()]
    .filter(({ type }) => known.has(type))
    .map((field) => toEntry(graph, field, holders.get(field.coordinate)?.size ?? 0))
    .sort((a, b) => (a.coordinate < b.coordinate ? -1 : 1));
}

/** Every type whose fields can be granted. */
export function dataSets(graph: HubGraph, snapshot: PolicySnapshot, nowMs: number): readonly DataSet[] {
  const byType = Map.groupBy(catalogueFields(graph, snapshot, nowMs), ({ type }) => type);
  return graph.classification.grantableTypes.map((type) => {
    const fields = byType.get(type) ?? [];
    const holders = livingGrants(snapshot, nowMs).filter((grant) => grant.type === type);
    return {
      type,
      ...describe(graph.apiSchema.getType(type)?.description),
      owners: [...new Set(fields.map(({ owner }) => owner))].sort(),
      sources: sourcesIn(graph.apiSchema.getType(type)?.description),
      fieldCount: fields.length,
      holderCount: new Set(holders.map(({ department }) => department)).size,
    };
  });
}

function toEntry(graph: HubGraph, field: FieldClassification, holderCount: number): CatalogueField {
  const { coordinate, type, owner, sharing, citation = null, sensitivity } = field;
  const definition = graph.apiSchema.getType(type);
  const text = isObjectType(definition) ? definition.getFields()[field.field]?.description : null;
  const sources = sourcesIn(text);
  const name = findDepartment(owner)?.name;
  const { zh, en } = howToAsk(field);
  return {
    coordinate,
    type,
    ...describe(text),
    owner,
    ownerNameZh: name?.zh ?? owner,
    ownerNameEn: name?.en ?? owner,
    sharing,
    citation,
    sensitivity,
    sources: sources.length > 0 ? sources : sourcesIn(definition?.description),
    holderCount,
    howToAskZh: zh,
    howToAskEn: en,
  };
}

/** A description is a Chinese sentence, an English one, then labelled lines; the rules of the schema hold it to that. */
function describe(text: string | null | undefined): { descriptionZh: string; descriptionEn: string } {
  const [descriptionZh = "", descriptionEn = ""] = text?.split("\n") ?? [];
  return { descriptionZh, descriptionEn };
}

function sourcesIn(text: string | null | undefined): readonly Source[] {
  const line = text?.split("\n").find((one) => one.startsWith("Source: "));
  const catalogs = line?.slice("Source: ".length).split(",") ?? [];
  return catalogs.map((catalog) => ({ catalog: catalog.trim(), cycle: findUpdateCycle(catalog.trim()) }));
}

function livingGrants({ content }: PolicySnapshot, nowMs: number) {
  return content.grants.filter(
    ({ validFrom, validUntil }) => Date.parse(validFrom) <= nowMs && nowMs < Date.parse(validUntil),
  );
}

function holdersByCoordinate(snapshot: PolicySnapshot, nowMs: number): ReadonlyMap<string, ReadonlySet<string>> {
  const holders = new Map<string, Set<string>>();
  for (const { department, type, fields } of livingGrants(snapshot, nowMs)) {
    for (const field of Object.keys(fields)) {
      const coordinate = `${type}.${field}`;
      holders.set(coordinate, (holders.get(coordinate) ?? new Set()).add(department));
    }
  }
  return holders;
}

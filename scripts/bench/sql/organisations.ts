import { regionPrefix } from "@tongshu/schema";
import { effectiveStatus } from "./effective-status.ts";
import type { Registers } from "./registers.ts";

const PAGE_SIZE = 100;

/** A page of organisations and their penalties: two statements. */
export async function list(
  { "legal-entities": legalEntities, supervision }: Registers,
  { region }: { readonly region: string },
) {
  const prefix = regionPrefix(region);
  const found = await legalEntities.next`
    select entity_id as "entityId", uscc, name, status from legal_entities
    where registration_region >= ${prefix} and registration_region < ${`${prefix}:`}
    order by registration_region, entity_id limit ${PAGE_SIZE + 1}`;
  const page = found.slice(0, PAGE_SIZE);
  const penalties = await penaltiesOf(
    supervision,
    page.map(({ entityId }) => entityId),
  );
  const edges = page.map((entity) => ({ node: { ...entity, penalties: penalties.get(entity["entityId"]) ?? [] } }));
  return { legalEntities: { edges, pageInfo: { hasNextPage: found.length > PAGE_SIZE } } };
}

/** What a dossier shows of organisations, by identifier: four statements side by side. */
export async function organisationDetails(registers: Registers, entityIds: string[]) {
  if (entityIds.length === 0) return () => ({});
  const [licences, inspections, penalties, entries] = await Promise.all([
    licencesOf(registers["e-licences"], entityIds),
    inspectionsOf(registers.supervision, entityIds),
    penaltiesOf(registers.supervision, entityIds),
    abnormalListEntriesOf(registers.supervision, entityIds),
  ]);
  return (entityId: string) => ({
    licences: licences.get(entityId) ?? [],
    inspections: inspections.get(entityId) ?? [],
    penalties: penalties.get(entityId) ?? [],
    abnormalListEntries: entries.get(entityId) ?? [],
  });
}

type Row = Readonly<Record<string, unknown>>;

/** Rows without the column that says whose they are, by that column. */
function byOwner(rows: readonly Row[]): Map<unknown, Row[]> {
  const groups = new Map<unknown, Row[]>();
  for (const { owner, ...row } of rows) {
    const group = groups.get(owner);
    if (group) group.push(row);
    else groups.set(owner, [row]);
  }
  return groups;
}

async function licencesOf(eLicences: Registers["e-licences"], entityIds: string[]) {
  const rows = await eLicences.next`
    select holder_entity_id as owner, licence_id as "licenceId", cert_no as "certNo", status,
      issue_date as "issueDate", valid_from as "validFrom", valid_to as "validTo"
    from licences where holder_entity_id = any(${entityIds}) order by issue_date desc, licence_id desc`;
  return byOwner(rows.map((row) => ({ ...row, effectiveStatus: effectiveStatus(row) })));
}

async function inspectionsOf(supervision: Registers["supervision"], entityIds: string[]) {
  return byOwner(
    await supervision.next`
    select entity_id as owner, inspection_id as "inspectionId", kind, inspect_date as "inspectDate",
      result_codes as "resultCodes"
    from inspections where entity_id = any(${entityIds}) order by inspect_date desc, inspection_id desc`,
  );
}

async function penaltiesOf(supervision: Registers["supervision"], entityIds: string[]) {
  return byOwner(
    await supervision.next`
    select party_entity_id as owner, decision_no as "decisionNo", kinds, fine_amount as "fineAmount",
      decide_date as "decideDate", performed
    from penalties where party_entity_id = any(${entityIds}) order by decide_date desc, decision_no desc`,
  );
}

async function abnormalListEntriesOf(supervision: Registers["supervision"], entityIds: string[]) {
  return byOwner(
    await supervision.next`
    select entity_id as owner, entry_no as "entryNo", ground, in_date as "inDate", out_date as "outDate"
    from abnormal_list_entries where entity_id = any(${entityIds}) order by in_date desc, entry_no desc`,
  );
}

import { effectiveStatus } from "./effective-status.ts";
import { organisationDetails } from "./organisations.ts";
import type { Registers } from "./registers.ts";

/** One person with everything the five registers hold: ten statements in three steps. */
export async function dossier(registers: Registers, { idNumber }: { readonly idNumber: string }) {
  const [person] = await registers.population.next`
    select person_id as "personId", name, sex, birth_date as "birthDate", ethnicity, marital_status as "maritalStatus",
      life_status as "lifeStatus", hukou_region as "hukouRegion", hukou_address as "hukouAddress",
      residence_address as "residenceAddress", household_id as "householdId",
      source_dept as "sourceDept", source_catalog as "sourceCatalog", batch_no as "batchNo"
    from persons where id_number = ${idNumber}`;
  if (!person) return { person: null };
  const { personId, hukouRegion, householdId, sourceDept, sourceCatalog, batchNo, ...plain } = person;
  const [household, licences, positions, shareholdings, events] = await Promise.all([
    householdOf(registers.population, householdId),
    licencesOf(registers["e-licences"], personId),
    positionsOf(registers["legal-entities"], personId),
    shareholdingsOf(registers["legal-entities"], personId),
    eventsOf(registers["governance-events"], personId),
  ]);
  const entityIds = [...new Set([...positions, ...shareholdings].map((row) => row["entityId"] as string))];
  const detailsOf = await organisationDetails(registers, entityIds);
  return {
    person: {
      personId,
      ...plain,
      hukouRegion: hukouRegion && { code: hukouRegion },
      provenance: { sourceDept: { code: sourceDept }, sourceCatalog, batchNo },
      household,
      licences,
      positions: positions.map(({ position, isLegalRep, fromDate, ...entity }) => ({
        position,
        isLegalRep,
        fromDate,
        entity: { ...entity, ...detailsOf(entity["entityId"]) },
      })),
      shareholdings: shareholdings.map(({ ratio, subscribedAmount, fromDate, ...entity }) => ({
        ratio,
        subscribedAmount,
        fromDate,
        entity: { ...entity, ...detailsOf(entity["entityId"]) },
      })),
      events,
    },
  };
}

/** The household and all its members with their names, in one statement. */
async function householdOf(population: Registers["population"], householdId: string | null) {
  if (householdId === null) return null;
  const rows = await population.next`
    select h.member_count as "memberCount", m.relation_to_head as "relationToHead", m.join_date as "joinDate",
      p.person_id as "personId", p.name, p.birth_date as "birthDate", p.life_status as "lifeStatus"
    from households h
    left join household_members m using (household_id)
    left join persons p on p.person_id = m.person_id
    where h.household_id = ${householdId} order by m.join_date, m.person_id limit 50`;
  const [first] = rows;
  if (!first) return null;
  const members = rows.filter(({ joinDate }) => joinDate !== null);
  return {
    householdId,
    memberCount: first["memberCount"],
    members: members.map(({ relationToHead, joinDate, personId, name, birthDate, lifeStatus }) => ({
      relationToHead,
      joinDate,
      person: personId === null ? null : { name, birthDate, lifeStatus },
    })),
  };
}

async function licencesOf(eLicences: Registers["e-licences"], personId: string) {
  const rows = await eLicences.next`
    select l.licence_id as "licenceId", l.cert_no as "certNo", t.name, l.status, l.issue_date as "issueDate",
      l.valid_from as "validFrom", l.valid_to as "validTo"
    from licences l left join licence_types t using (type_code)
    where l.holder_person_id = ${personId} order by l.issue_date desc, l.licence_id desc limit 50`;
  return rows.map(({ name, ...licence }) => ({
    ...licence,
    type: name === null ? null : { name },
    effectiveStatus: effectiveStatus(licence),
  }));
}

function positionsOf(legalEntities: Registers["legal-entities"], personId: string) {
  return legalEntities.next`
    select k.position, k.is_legal_rep as "isLegalRep", k.from_date as "fromDate",
      e.entity_id as "entityId", e.uscc, e.name, e.status, e.entity_kind as "entityKind",
      e.enterprise_type as "enterpriseType", e.industry_code as "industryCode",
      e.established_date as "establishedDate", e.registered_capital as "registeredCapital",
      e.legal_rep_name as "legalRepName", e.address
    from key_persons k join legal_entities e using (entity_id)
    where k.person_id = ${personId} order by k.from_date, k.entity_id, k.seq limit 50`;
}

function shareholdingsOf(legalEntities: Registers["legal-entities"], personId: string) {
  return legalEntities.next`
    select s.ratio, s.subscribed_amount as "subscribedAmount", s.from_date as "fromDate",
      e.entity_id as "entityId", e.uscc, e.name, e.status, e.entity_kind as "entityKind",
      e.enterprise_type as "enterpriseType", e.industry_code as "industryCode",
      e.established_date as "establishedDate", e.registered_capital as "registeredCapital",
      e.legal_rep_name as "legalRepName", e.address
    from shareholders s join legal_entities e using (entity_id)
    where s.holder_person_id = ${personId} order by s.from_date, s.entity_id, s.seq limit 50`;
}

function eventsOf(governanceEvents: Registers["governance-events"], personId: string) {
  return governanceEvents.next`
    select event_no as "eventNo", title, category, status, reported_at as "reportedAt"
    from governance_events
    where event_no in (select event_no from involved_parties where person_id = ${personId})
    order by reported_at desc, event_no desc limit 50`;
}

import { list, many, one, page, startsWith, verify } from "@tongshu/kit";
import { sql } from "drizzle-orm";
import { legalEntityClaims } from "../store/claims.ts";
import { department, keyPerson, legalEntity, region, shareholder } from "../store/entities.ts";
import { departments, keyPersons, legalEntities, regions, shareholders } from "../store/tables.ts";

const byFirstDay = { orderBy: [keyPersons.fromDate, keyPersons.entityId, keyPersons.seq] };
const byFirstShareDay = { orderBy: [shareholders.fromDate, shareholders.entityId, shareholders.seq] };

export const reads = {
  legalEntityById: one(legalEntity, legalEntities.entityId),
  legalEntityByUscc: one(legalEntity, legalEntities.uscc),
  verifyLegalEntities: verify(legalEntity, legalEntities.uscc, {
    input: "LegalEntityClaims",
    number: "uscc",
    claims: legalEntityClaims,
  }),
  branchesByParent: many(legalEntity, legalEntities.parentEntityId, { orderBy: [legalEntities.entityId] }),
  shareholdersByEntity: many(shareholder, shareholders.entityId, byFirstShareDay),
  shareholdersByPerson: many(shareholder, shareholders.holderPersonId, byFirstShareDay),
  keyPersonsByEntity: many(keyPerson, keyPersons.entityId, byFirstDay),
  keyPersonsByPerson: many(keyPerson, keyPersons.personId, byFirstDay),
  regionByCode: one(region, regions.code),
  departmentByCode: one(department, departments.code),
  departments: list(department, { orderBy: [departments.code] }),
  legalEntities: page(legalEntity, {
    orderBy: [legalEntities.registrationRegion, legalEntities.entityId],
    filters: {
      region: startsWith(legalEntities.registrationRegion),
      status: (status) => sql`${legalEntities.status} = ${status}`,
      entityKind: (entityKind) => sql`${legalEntities.entityKind} = ${entityKind}`,
    },
  }),
};

import { addressOf, divisionOf, exactly, nameOf } from "@tongshu/kit";
import { legalEntities } from "./tables.ts";

const STATUS = { maxAgeHours: 24 };
const ADDRESS = { maxAgeHours: 30 * 24 };

/** What may be verified of an organisation. */
export const legalEntityClaims = [
  nameOf("name", legalEntities.name),
  exactly("entityKind", legalEntities.entityKind),
  exactly("status", legalEntities.status, STATUS),
  exactly("establishedDate", legalEntities.establishedDate),
  exactly("registeredCapital", legalEntities.registeredCapital),
  divisionOf("registrationRegion", legalEntities.registrationRegion),
  addressOf("address", legalEntities.address, ADDRESS),
  nameOf("legalRepName", legalEntities.legalRepName),
  exactly("regNo", legalEntities.regNo),
  exactly("taxNo", legalEntities.taxNo),
  exactly("taxStatus", legalEntities.taxStatus, STATUS),
  exactly("socialInsuranceStatus", legalEntities.socialInsuranceStatus, STATUS),
];

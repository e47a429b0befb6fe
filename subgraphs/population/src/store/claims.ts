import { addressOf, divisionOf, exactly, nameOf } from "@tongshu/kit";
import { sql } from "drizzle-orm";
import { persons } from "./tables.ts";

const STATUS = { maxAgeHours: 24 };
const ADDRESS = { maxAgeHours: 30 * 24 };
/** Hospitals report a death before the police confirm it; until then nobody is told alive or dead. */
const LIFE = { ...STATUS, isInDoubt: sql`'REVIEW_LIFE_STATUS' = any(${persons.qualityFlags})` };

/** What may be verified of a person. Facts of birth do not age; each kind of state does after its own time. */
export const personClaims = [
  nameOf("name", persons.name),
  exactly("sex", persons.sex),
  exactly("birthDate", persons.birthDate),
  exactly("ethnicity", persons.ethnicity),
  exactly("maritalStatus", persons.maritalStatus, { maxAgeHours: 7 * 24 }),
  divisionOf("hukouRegion", persons.hukouRegion, ADDRESS),
  addressOf("hukouAddress", persons.hukouAddress, ADDRESS),
  divisionOf("residenceRegion", persons.residenceRegion, ADDRESS),
  addressOf("residenceAddress", persons.residenceAddress, ADDRESS),
  exactly("mobilePhone", persons.mobilePhone),
  exactly("employerEntityId", persons.employerEntityId, STATUS),
  exactly("pensionStatus", persons.pensionStatus, STATUS),
  exactly("medicalInsuranceStatus", persons.medicalInsuranceStatus, STATUS),
  exactly("lifeStatus", persons.lifeStatus, LIFE),
  exactly("deathDate", persons.deathDate, LIFE),
];

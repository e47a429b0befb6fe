import { list, many, one } from "@tongshu/kit";
import { desc } from "drizzle-orm";
import { licence, licenceType } from "../store/entities.ts";
import { licences, licenceTypes } from "../store/tables.ts";

const latestFirst = { orderBy: [desc(licences.issueDate), desc(licences.licenceId)] };

export const reads = {
  licenceById: one(licence, licences.licenceId),
  licencesByPerson: many(licence, licences.holderPersonId, latestFirst),
  licencesByEntity: many(licence, licences.holderEntityId, latestFirst),
  licenceTypeByCode: one(licenceType, licenceTypes.typeCode),
  licenceTypes: list(licenceType, { orderBy: [licenceTypes.typeCode] }),
};

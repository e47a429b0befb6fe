import { many, one } from "@tongshu/kit";
import { household, householdMember, person } from "../store/entities.ts";
import { householdMembers, households, persons } from "../store/tables.ts";

export const reads = {
  personById: one(person, persons.personId),
  personByIdNumber: one(person, persons.idNumber),
  householdById: one(household, households.householdId),
  membersByHousehold: many(householdMember, householdMembers.householdId, {
    orderBy: [householdMembers.joinDate, householdMembers.personId],
  }),
};

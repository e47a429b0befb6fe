import { many, one, verify } from "@tongshu/kit";
import { personClaims } from "../store/claims.ts";
import { household, householdMember, person } from "../store/entities.ts";
import { householdMembers, households, persons } from "../store/tables.ts";

export const reads = {
  personById: one(person, persons.personId),
  personByIdNumber: one(person, persons.idNumber),
  verifyPersons: verify(person, persons.idNumber, { input: "PersonClaims", number: "idNumber", claims: personClaims }),
  householdById: one(household, households.householdId),
  membersByHousehold: many(householdMember, householdMembers.householdId, {
    orderBy: [householdMembers.joinDate, householdMembers.personId],
  }),
};

import { tables } from "@tongshu/population";
import { asc, inArray } from "drizzle-orm";
import { manyBy, oneBy } from "./batch.ts";
import { type OrdinaryDatabase, ordinarySubgraph } from "./ordinary-subgraph.ts";
import { provenanceOf, reference } from "./record.ts";

const { persons, households, householdMembers } = tables;
type Person = typeof persons.$inferSelect;
type Household = typeof households.$inferSelect;
type HouseholdMember = typeof householdMembers.$inferSelect;

function createLoaders(db: OrdinaryDatabase) {
  return {
    personById: oneBy(
      (ids) => db.select().from(persons).where(inArray(persons.personId, ids)),
      (row) => row.personId,
    ),
    personByIdNumber: oneBy(
      (numbers) => db.select().from(persons).where(inArray(persons.idNumber, numbers)),
      (row) => row.idNumber,
    ),
    householdById: oneBy(
      (ids) => db.select().from(households).where(inArray(households.householdId, ids)),
      (row) => row.householdId,
    ),
    membersByHousehold: manyBy(
      (ids) =>
        db
          .select()
          .from(householdMembers)
          .where(inArray(householdMembers.householdId, ids))
          .orderBy(asc(householdMembers.joinDate), asc(householdMembers.personId)),
      (row) => row.householdId,
    ),
  };
}

type Context = { readonly loaders: ReturnType<typeof createLoaders> };

export const populationSubgraph = ordinarySubgraph({
  createLoaders,
  resolvers: {
    Query: {
      person: (_root: unknown, { idNumber }: { idNumber: string }, { loaders }: Context) =>
        loaders.personByIdNumber.load(idNumber),
      persons: (_root: unknown, { idNumbers }: { idNumbers: string[] }, { loaders }: Context) =>
        loaders.personByIdNumber.loadMany(idNumbers),
    },
    Person: {
      __resolveReference: ({ personId }: { personId: string }, { loaders }: Context) =>
        loaders.personById.load(personId),
      hukouRegion: (person: Person) => reference(person.hukouRegion),
      provenance: provenanceOf,
      household: (person: Person, _args: unknown, { loaders }: Context) =>
        person.householdId && loaders.householdById.load(person.householdId),
    },
    Household: {
      members: async (household: Household, { first }: { first: number }, { loaders }: Context) =>
        (await loaders.membersByHousehold.load(household.householdId)).slice(0, first),
    },
    HouseholdMember: {
      person: (member: HouseholdMember, _args: unknown, { loaders }: Context) =>
        loaders.personById.load(member.personId),
    },
  },
});

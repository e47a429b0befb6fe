import { sql } from "drizzle-orm";
import { boolean, date, numeric, pgTable, text } from "drizzle-orm/pg-core";
import { GraphQLError, GraphQLScalarType } from "graphql";
import { defineEntity, derived } from "../entity.ts";
import { many, one, page } from "../reads.ts";
import { defineRegister } from "../register-definition.ts";
import { SDL } from "./sdl.ts";

const persons = pgTable("persons", {
  personId: text("person_id").primaryKey(),
  idNumber: text("id_number").notNull(),
  name: text("name"),
  birthDate: date("birth_date"),
  sex: text("sex"),
  faith: text("faith"),
  hukouRegion: text("hukou_region"),
  residenceRegion: text("residence_region"),
  spousePersonId: text("spouse_person_id"),
  sourceDept: text("source_dept"),
  batchNo: text("batch_no"),
});

const companies = pgTable("companies", {
  companyId: text("company_id").primaryKey(),
  name: text("name"),
  region: text("region"),
  address: text("address"),
  doorCode: text("door_code"),
  isHome: boolean("is_home"),
  ownerName: text("owner_name"),
  ownerPersonId: text("owner_person_id"),
  placeId: text("place_id"),
});

const penalties = pgTable("penalties", {
  decisionNo: text("decision_no").primaryKey(),
  companyId: text("company_id"),
  personId: text("person_id"),
  isPublished: boolean("is_published"),
  region: text("region"),
  fine: numeric("fine", { precision: 18, scale: 2 }),
  note: text("note"),
});

const person = defineEntity({
  type: "Person",
  table: persons,
  key: "personId",
  fields: {
    personId: persons.personId,
    idNumber: persons.idNumber,
    name: persons.name,
    birthDate: persons.birthDate,
    sex: persons.sex,
    faith: persons.faith,
    origin: derived({ dept: persons.sourceDept, batchNo: persons.batchNo }, (values) => values),
    spouse: persons.spousePersonId,
    penalties: persons.personId,
  },
  scopeColumns: [persons.hukouRegion, persons.residenceRegion],
  conditions: { sex: persons.sex, origin: persons.sourceDept },
  selfColumn: persons.personId,
  subjects: [{ type: "Person", column: persons.personId }],
  masks: { idNumber: "ID_NUMBER", name: "NAME", birthDate: "DATE" },
});

/** Unknown is not an office. The `or` must not reach past the condition it is written in. */
const isOffice = sql`false or ${companies.isHome} = false`;

const company = defineEntity({
  type: "Company",
  table: companies,
  key: "companyId",
  fields: {
    companyId: companies.companyId,
    name: companies.name,
    region: companies.region,
    address: companies.address,
    doorCode: companies.doorCode,
    ownerName: companies.ownerName,
    owner: companies.ownerPersonId,
    penalties: companies.companyId,
  },
  scopeColumns: [companies.region],
  conditions: { companyId: companies.companyId },
  publicCells: { address: isOffice, doorCode: isOffice },
  subjects: [{ type: "LegalEntity", column: companies.companyId }],
  masks: { ownerName: "NAME" },
});

const penalty = defineEntity({
  type: "Penalty",
  table: penalties,
  key: "decisionNo",
  fields: { decisionNo: penalties.decisionNo, fine: penalties.fine, note: penalties.note },
  scopeColumns: [penalties.region],
  conditions: { note: sql`lower(${penalties.note})` },
  // The `or` must not reach past the condition it is written in.
  publicRow: sql`false or ${penalties.isPublished} and ${penalties.companyId} is not null`,
  subjects: [
    { type: "Person", column: penalties.personId },
    { type: "LegalEntity", column: penalties.companyId },
  ],
});

const reads = {
  personById: one(person, persons.personId),
  personByIdNumber: one(person, persons.idNumber),
  companyById: one(company, companies.companyId),
  companiesByPlace: many(company, companies.placeId, { orderBy: [companies.name, companies.companyId] }),
  penaltyByNo: one(penalty, penalties.decisionNo),
  penaltiesByCompany: many(penalty, penalties.companyId, { orderBy: [penalties.decisionNo] }),
  penaltiesByPerson: many(penalty, penalties.personId, { orderBy: [penalties.decisionNo] }),
  companies: page(company, {
    orderBy: [companies.name, companies.companyId],
    filters: {
      region: (value) => sql`${companies.region} like ${value} || '%'`,
      owner: (value) => sql`false or ${companies.ownerName} = ${value}`,
    },
  }),
};

const number = new GraphQLScalarType({
  name: "Number",
  parseValue(value) {
    if (typeof value === "string" && /^\d+$/.test(value)) return value;
    throw new GraphQLError("bad number", { extensions: { code: "BAD_NUMBER", rule: "CHARSET" } });
  },
});

export const testRegister = defineRegister<typeof reads>({
  name: "test",
  typeDefs: SDL,
  entities: [person, company, penalty],
  references: [{ type: "Place", key: "placeId" }],
  reads,
  resolvers: {
    Number: number,
    Query: {
      person: (_source, { idNumber }, { loaders }) => loaders.personByIdNumber.load(idNumber),
      persons: (_source, { idNumbers }, { loaders }) => loaders.personByIdNumber.loadMany(idNumbers),
      personsNamed: () => [],
      subject: async (_source, { id }, { loaders }) =>
        (await loaders.personById.load(id)) ?? loaders.companyById.load(id),
      company: (_source, { companyId }, { loaders }) => loaders.companyById.load(companyId),
      companies: (_source, args, { loaders }) => loaders.companies.load(args),
      penalty: (_source, { decisionNo }, { loaders }) => loaders.penaltyByNo.load(decisionNo),
      broken: () => {
        throw new Error("secret 62990119900101001X");
      },
      undeclared: () => "open",
      argument: () => "open",
    },
    Person: {
      spouse: (row, _args, { loaders }) => row.spouse && loaders.personById.load(row.spouse),
      penalties: (row, { first }, { loaders }) => loaders.penaltiesByPerson.load(row.penalties, first),
    },
    Company: {
      owner: (row, _args, { loaders }) => row.owner && loaders.personById.load(row.owner),
      penalties: (row, { first }, { loaders }) => loaders.penaltiesByCompany.load(row.penalties, first),
    },
    Place: {
      companies: (place, { first }, { loaders }) => loaders.companiesByPlace.load(place.placeId, first),
      openCompanies: (place, { first }, { loaders }) => loaders.companiesByPlace.load(place.placeId, first),
    },
  },
});

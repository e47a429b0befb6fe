/** A register small enough to read at a glance, with every kind of field the five registers have. */
export const SDL = /* GraphQL */ `
  extend schema
    @link(url: "https://specs.apollo.dev/link/v1.0")
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@composeDirective"])
    @link(url: "https://tongshu.example/governance/v1.0", import: ["@governed", "@reads", "@neutral"])
    @composeDirective(name: "@governed")
  directive @governed(owner: String!, sensitivity: String!, sharing: String!, citation: String) on FIELD_DEFINITION | OBJECT
  directive @reads(fields: [String!]!, by: String! = "FILTER") on ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION
  directive @neutral on ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION

  scalar Number
  type Query {
    person(idNumber: Number! @reads(fields: ["Person.idNumber"], by: "LOOKUP")): Person
      @governed(owner: "GSO", sensitivity: "L1", sharing: "UNCONDITIONAL")
    persons(idNumbers: [Number!]! @reads(fields: ["Person.idNumber"], by: "LOOKUP")): [Person]
      @governed(owner: "GSO", sensitivity: "L1", sharing: "UNCONDITIONAL")
    personsNamed(name: String @reads(fields: ["Person.name"])): [Person]
      @governed(owner: "GSO", sensitivity: "L1", sharing: "UNCONDITIONAL")
    subject(id: ID! @neutral): Subject @governed(owner: "GSO", sensitivity: "L1", sharing: "UNCONDITIONAL")
    company(companyId: ID! @neutral): Company @governed(owner: "GSO", sensitivity: "L1", sharing: "UNCONDITIONAL")
    companies(filter: CompanyFilter @neutral, first: Int = 20 @neutral, after: String @neutral): CompanyConnection
      @governed(owner: "GSO", sensitivity: "L1", sharing: "UNCONDITIONAL")
    penalty(decisionNo: ID! @reads(fields: ["Penalty.decisionNo"], by: "LOOKUP")): Penalty
      @governed(owner: "GSO", sensitivity: "L1", sharing: "UNCONDITIONAL")
    broken: String @governed(owner: "GSO", sensitivity: "L1", sharing: "UNCONDITIONAL")
    undeclared: String
    argument(undeclared: String): String @governed(owner: "GSO", sensitivity: "L1", sharing: "UNCONDITIONAL")
  }
  union Subject = Person | Company
  type Person @key(fields: "personId") {
    personId: ID @governed(owner: "PSD", sensitivity: "L2", sharing: "CONDITIONAL")
    idNumber: Number @governed(owner: "PSD", sensitivity: "L3", sharing: "CONDITIONAL")
    name: String @governed(owner: "PSD", sensitivity: "L3", sharing: "CONDITIONAL")
    birthDate: String @governed(owner: "PSD", sensitivity: "L3", sharing: "CONDITIONAL")
    sex: String @governed(owner: "PSD", sensitivity: "L2", sharing: "CONDITIONAL")
    faith: String @governed(owner: "PSD", sensitivity: "L4", sharing: "NOT_SHARED", citation: "PIPL art. 28")
    origin: Origin @governed(owner: "PSD", sensitivity: "L2", sharing: "CONDITIONAL")
    spouse: Person @governed(owner: "CAD", sensitivity: "L3", sharing: "CONDITIONAL")
    penalties(first: Int = 50 @neutral): [Penalty!] @governed(owner: "AIC", sensitivity: "L3", sharing: "CONDITIONAL")
  }
  type Origin @governed(owner: "GSO", sensitivity: "L1", sharing: "UNCONDITIONAL") { dept: String batchNo: String }
  input CompanyFilter {
    region: String @reads(fields: ["Company.region"])
    owner: String @reads(fields: ["Company.ownerName"])
  }
  type CompanyConnection @governed(owner: "GSO", sensitivity: "L1", sharing: "UNCONDITIONAL") { edges: [CompanyEdge!] pageInfo: PageInfo }
  type CompanyEdge @governed(owner: "GSO", sensitivity: "L1", sharing: "UNCONDITIONAL") { cursor: String node: Company }
  type PageInfo @shareable @governed(owner: "GSO", sensitivity: "L1", sharing: "UNCONDITIONAL") {
    hasNextPage: Boolean hasPreviousPage: Boolean startCursor: String endCursor: String
  }
  type Company @key(fields: "companyId") {
    companyId: ID @governed(owner: "AIC", sensitivity: "L1", sharing: "UNCONDITIONAL")
    name: String @governed(owner: "AIC", sensitivity: "L1", sharing: "UNCONDITIONAL")
    region: String @governed(owner: "AIC", sensitivity: "L1", sharing: "UNCONDITIONAL")
    address: String @governed(owner: "AIC", sensitivity: "L1", sharing: "UNCONDITIONAL")
    doorCode: String @governed(owner: "AIC", sensitivity: "L1", sharing: "UNCONDITIONAL")
    ownerName: String @governed(owner: "AIC", sensitivity: "L3", sharing: "CONDITIONAL")
    owner: Person @governed(owner: "AIC", sensitivity: "L3", sharing: "CONDITIONAL")
    penalties(first: Int = 50 @neutral): [Penalty!] @governed(owner: "AIC", sensitivity: "L1", sharing: "UNCONDITIONAL")
  }
  type Penalty @key(fields: "decisionNo") {
    decisionNo: ID @governed(owner: "AIC", sensitivity: "L1", sharing: "UNCONDITIONAL")
    fine: String @governed(owner: "AIC", sensitivity: "L1", sharing: "UNCONDITIONAL")
    note: String @governed(owner: "AIC", sensitivity: "L3", sharing: "CONDITIONAL")
  }
  type Place @key(fields: "placeId") {
    placeId: ID @governed(owner: "GSO", sensitivity: "L1", sharing: "CONDITIONAL")
    companies(first: Int = 50 @neutral): [Company!] @governed(owner: "AIC", sensitivity: "L2", sharing: "CONDITIONAL")
    openCompanies(first: Int = 50 @neutral): [Company!] @governed(owner: "AIC", sensitivity: "L1", sharing: "UNCONDITIONAL")
  }
`;

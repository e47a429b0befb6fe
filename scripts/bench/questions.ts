/** The kinds of things that are asked. Each way answers all of them, and all ways answer alike. */
export const QUESTION_NAMES = ["dossier", "lookup", "list", "batch"] as const;
export type QuestionName = (typeof QUESTION_NAMES)[number];

/** The variables of one request. */
export type Variables = Readonly<Record<string, unknown>>;

export interface Question {
  readonly name: QuestionName;
  readonly title: string;
  /** For the ways that speak GraphQL; the others know the question by its name. */
  readonly operation: string;
}

/** What a department sees of an organisation that the person stands behind: two registers beside the one that knows it. */
const ORGANISATION = `fragment Organisation on LegalEntity {
  entityId uscc name status entityKind enterpriseType industryCode establishedDate registeredCapital legalRepName address
  licences { licenceId certNo status effectiveStatus issueDate validFrom validTo }
  inspections { inspectionId kind inspectDate resultCodes }
  penalties { decisionNo kinds fineAmount decideDate performed }
  abnormalListEntries { entryNo ground inDate outDate }
}`;

/** Eight fetches in three levels from five registers. */
const DOSSIER = `query Dossier($idNumber: CitizenIdNumber!) {
  person(idNumber: $idNumber) {
    personId name sex birthDate ethnicity maritalStatus lifeStatus hukouRegion { code } hukouAddress residenceAddress
    provenance { sourceDept { code } sourceCatalog batchNo }
    household { householdId memberCount members { relationToHead joinDate person { name birthDate lifeStatus } } }
    licences { licenceId certNo type { name } status effectiveStatus issueDate validFrom validTo }
    positions { position isLegalRep fromDate entity { ...Organisation } }
    shareholdings { ratio subscribedAmount fromDate entity { ...Organisation } }
    events { eventNo title category status reportedAt }
  }
}
${ORGANISATION}`;

const PERSON_FIELDS = "personId name sex birthDate ethnicity hukouType hukouAddress lifeStatus";

const LOOKUP = `query Lookup($idNumber: CitizenIdNumber!) { person(idNumber: $idNumber) { ${PERSON_FIELDS} } }`;

const BATCH = `query Batch($idNumbers: [CitizenIdNumber!]!) { persons(idNumbers: $idNumbers) { ${PERSON_FIELDS} } }`;

const LIST = `query List($region: RegionCode!) {
  legalEntities(first: 100, filter: { region: $region }) {
    edges { node { entityId uscc name status penalties { decisionNo kinds fineAmount decideDate performed } } }
    pageInfo { hasNextPage }
  }
}`;

export const QUESTIONS: Readonly<Record<QuestionName, Question>> = {
  dossier: { name: "dossier", title: "Dossier of one person, five registers", operation: DOSSIER },
  lookup: { name: "lookup", title: "One person, eight fields", operation: LOOKUP },
  list: { name: "list", title: "100 organisations with their penalties", operation: LIST },
  batch: { name: "batch", title: "100 persons in one operation, eight fields each", operation: BATCH },
};

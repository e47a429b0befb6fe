/**
 * Fields that a grant may narrow its rows by, beside regions; a register declares where each of them lies. Each tells rows
 * apart and no person: a grant is no place for anybody's number.
 */
const CONDITION_FIELDS: Readonly<Record<string, readonly string[]>> = {
  Person: ["pensionStatus"],
  LegalEntity: ["entityId", "entityKind", "industryCode"],
  Shareholder: ["entityId"],
  KeyPerson: ["entityId"],
  Licence: ["typeCode", "holderKind", "holderEntityId"],
  Inspection: ["entityId", "planNo", "kind"],
  Penalty: ["partyEntityId"],
  AbnormalListEntry: ["entityId"],
  SeriousListEntry: ["entityId"],
  GovernanceEvent: ["category", "categoryCode", "handlerId"],
};

/** In place of a value: the officer who asks. Whoever asks without an officer finds no row. */
export const CALLING_OFFICER = "$OFFICER";

/** Fields that hold an officer's identifier, the only ones that the calling officer may stand for. */
export const OFFICER_FIELDS: ReadonlySet<string> = new Set(["GovernanceEvent.handlerId"]);

/** Types with the fields that may narrow a grant's rows; a type that is absent can only be narrowed by region. */
export const ROW_CONDITION_FIELDS: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(CONDITION_FIELDS));

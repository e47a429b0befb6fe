import { type CitizenIdContext, type CitizenIdFlag, type CitizenIdRule, checkCitizenId } from "./citizen-id.ts";
import { type CreditCodeFlag, type CreditCodeRule, checkCreditCode } from "./credit-code.ts";
import { normaliseCode } from "./normalise.ts";
import { isDivisionAtAnyDate } from "./region-code.ts";

export type SubjectType = "PERSON" | "ENTITY";

export type ServiceObjectCheck =
  | {
      readonly ok: true;
      readonly subjectType: "PERSON";
      readonly value: string;
      readonly flags: readonly CitizenIdFlag[];
    }
  | {
      readonly ok: true;
      readonly subjectType: "ENTITY";
      readonly value: string;
      readonly flags: readonly CreditCodeFlag[];
    }
  | { readonly ok: false; readonly rule: CitizenIdRule | CreditCodeRule };

interface ServiceObjectContext extends Pick<CitizenIdContext, "asOfDate"> {
  /** What the caller says the code is; it is then checked as that and nothing else. */
  readonly subjectType?: SubjectType;
}

const LOOKS_LIKE_CITIZEN_ID = /^[0-9]*X?$/;

function asPerson(raw: string, asOfDate: string): ServiceObjectCheck {
  const checked = checkCitizenId(raw, { asOfDate });
  return checked.ok ? { ...checked, subjectType: "PERSON" } : checked;
}

function asEntity(raw: string, asOfDate: string): ServiceObjectCheck {
  const checked = checkCreditCode(raw, { asOfDate });
  return checked.ok ? { ...checked, subjectType: "ENTITY" } : checked;
}

/**
 * Whether the code is a person's or an organisation's, normalised. The ID number is tried first because about one in
 * thirty also passes the credit code's check; a credit code must therefore name a region that exists or existed.
 */
export function checkServiceObject(raw: string, { asOfDate, subjectType }: ServiceObjectContext): ServiceObjectCheck {
  if (subjectType === "PERSON") return asPerson(raw, asOfDate);
  if (subjectType === "ENTITY") return asEntity(raw, asOfDate);
  const person = asPerson(raw, asOfDate);
  if (person.ok) return person;
  const entity = asEntity(raw, asOfDate);
  if (entity.ok && isDivisionAtAnyDate(entity.value.slice(2, 8))) return entity;
  if (LOOKS_LIKE_CITIZEN_ID.test(normaliseCode(raw))) return person;
  return entity.ok ? { ok: false, rule: "REGION" } : entity;
}

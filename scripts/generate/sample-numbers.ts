import { demoSubjects } from "./demo-subjects.ts";

export interface SampleNumbers {
  readonly citizenIdNumber: string;
  readonly unifiedSocialCreditCode: string;
}

/** A person and an organisation with full dossiers, in every province of the seed. */
export function sampleNumbers({ seed }: { readonly seed: number }): SampleNumbers {
  const { person, partOwnedCompany } = demoSubjects({ seed });
  return { citizenIdNumber: person.idNumber, unifiedSocialCreditCode: partOwnedCompany.uscc };
}

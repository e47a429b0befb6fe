/** A kind of organisation and its share, per cent, of the catalog organisations or of the social ones. */
export interface KindShare {
  readonly kind: OrganisationKind;
  readonly group: "organisations" | "socialOrganisations";
  readonly share: number;
  /** First two characters of the credit code: registering department and category. */
  readonly codePrefix: string;
}

export type OrganisationKind =
  | "ENTERPRISE"
  | "INDIVIDUAL_BUSINESS"
  | "COOPERATIVE"
  | "INSTITUTION"
  | "GOVERNMENT_BODY"
  | "SOCIAL_GROUP"
  | "PRIVATE_NON_ENTERPRISE"
  | "FOUNDATION";

/** Branches are enterprises here; which ones is a matter of their number. */
export const KIND_SHARES: readonly KindShare[] = [
  { kind: "ENTERPRISE", group: "organisations", share: 22.18, codePrefix: "91" },
  { kind: "INDIVIDUAL_BUSINESS", group: "organisations", share: 69.19, codePrefix: "92" },
  { kind: "COOPERATIVE", group: "organisations", share: 5.29, codePrefix: "93" },
  { kind: "INSTITUTION", group: "organisations", share: 1.79, codePrefix: "12" },
  { kind: "GOVERNMENT_BODY", group: "organisations", share: 1.55, codePrefix: "11" },
  { kind: "SOCIAL_GROUP", group: "socialOrganisations", share: 55, codePrefix: "51" },
  { kind: "PRIVATE_NON_ENTERPRISE", group: "socialOrganisations", share: 43, codePrefix: "52" },
  { kind: "FOUNDATION", group: "socialOrganisations", share: 2, codePrefix: "53" },
];

/** Kinds that trade, and so get business licences and stand on the lists of market regulation. */
export function isCommercial(kind: OrganisationKind): boolean {
  return kind === "ENTERPRISE" || kind === "INDIVIDUAL_BUSINESS" || kind === "COOPERATIVE";
}

import { isCommercial, type OrganisationKind } from "../organisations/kinds.ts";
import { needsPermit, tradeAt } from "../organisations/trades.ts";
import { isAdult, type Slot } from "../people/society.ts";
import type { RowSource } from "../rows/record.ts";

/** Licences of one type: how many there are in the whole province and who can hold them. */
export interface Series {
  readonly hubCode: string;
  readonly volume: number;
  /** One of the loaded catalogs; the others come on top of their volume. */
  readonly isOfCatalog: boolean;
  readonly source: RowSource;
  readonly isHolder: PersonRule | OrganisationRule;
}

interface PersonRule {
  readonly person: (slot: Slot) => boolean;
}

interface OrganisationRule {
  readonly organisation: (kind: OrganisationKind, slot: number) => boolean;
}

const isChild = (slot: Slot): boolean => slot.ageFrom < 15;
const isOfWorkingAge = (slot: Slot): boolean => slot.ageFrom >= 20 && slot.ageFrom < 60;
const isMarried = (slot: Slot): boolean => slot.relation === "SPOUSE";
const trades = (item: RegExp) => (kind: OrganisationKind, slot: number) =>
  (kind === "ENTERPRISE" || kind === "INDIVIDUAL_BUSINESS") && needsPermit(tradeAt(slot), item);
const isKind =
  (...kinds: OrganisationKind[]) =>
  (kind: OrganisationKind) =>
    kinds.includes(kind);

function ofPeople(
  hubCode: string,
  thousands: number,
  catalog: string,
  person: PersonRule["person"],
  isOfCatalog = false,
): Series {
  return { hubCode, volume: thousands * 1000, isOfCatalog, source: sourceOf(catalog), isHolder: { person } };
}

function ofOrganisations(
  hubCode: string,
  thousands: number,
  catalog: string,
  organisation: OrganisationRule["organisation"],
  isOfCatalog = true,
): Series {
  return { hubCode, volume: thousands * 1000, isOfCatalog, source: sourceOf(catalog), isHolder: { organisation } };
}

function sourceOf(catalog: string): RowSource {
  return { dept: catalog.slice(0, 3), catalog, confidence: "AUTHORITATIVE" };
}

/**
 * The catalog series add up to the 2.1 million licences that were loaded. People's own papers are for a share of them
 * only; papers that no loaded catalog brought name one with an X.
 */
export const SERIES: readonly Series[] = [
  ofOrganisations("LT-BL", 1482, "AIC-11", isCommercial),
  ofOrganisations("LT-FB", 268, "FDA-01", trades(/食品经营/u)),
  ofOrganisations("LT-FP", 9.8, "FDA-02", trades(/食品生产/u)),
  ofOrganisations("LT-DB", 14.2, "FDA-03", trades(/药品/u)),
  ofOrganisations("LT-MD", 7, "FDA-03", trades(/医疗器械/u)),
  ofOrganisations("LT-MI", 27.8, "HFP-06", trades(/诊疗/u)),
  ofPeople("LT-PQ2", 169.2, "HRS-06", isOfWorkingAge, true),
  ofPeople("LT-DR", 58.6, "HFP-04", isOfWorkingAge, true),
  ofPeople("LT-NR", 63.4, "HFP-05", isOfWorkingAge, true),
  ofOrganisations("LT-PI", 38, "SCO-02", isKind("INSTITUTION"), false),
  ofOrganisations("LT-GU", 32, "SCO-01", isKind("GOVERNMENT_BODY"), false),
  ofOrganisations("LT-SO", 22, "CAD-X1", isKind("SOCIAL_GROUP", "PRIVATE_NON_ENTERPRISE", "FOUNDATION"), false),
  ofPeople("LT-ID", 600, "PSD-X1", isAdult),
  ofPeople("LT-SS", 500, "HRS-01", isAdult),
  ofPeople("LT-DL", 250, "PSD-X2", isOfWorkingAge),
  ofPeople("LT-MC", 150, "CAD-X2", isMarried),
  ofPeople("LT-HP", 80, "HFP-X1", isOfWorkingAge),
  ofPeople("LT-ED", 60, "EDU-X1", isOfWorkingAge),
  ofPeople("LT-BC", 20, "HFP-02", isChild),
];

import { personIdOf } from "./planted/numbers.ts";

/** Who asks, for what: a seeded client or officer, and the headers that it sends. */
export interface Caller {
  readonly clientId: string;
  readonly officerId?: string;
  readonly citizenId?: string;
  readonly purpose?: string;
  readonly caseNo?: string;
}

const CASE = { caseNo: "620102-2017-0042" };

/** The seeded departments with the purposes that their grants are for. */
export const CALLERS = {
  hrs: { clientId: "hrs-province", officerId: "hrs-officer-1", purpose: "SOCIAL_INSURANCE_REGISTRATION" },
  hrsLanzhou: { clientId: "hrs-province", officerId: "hrs-officer-lanzhou", purpose: "SOCIAL_INSURANCE_REGISTRATION" },
  hrsPension: { clientId: "hrs-province", officerId: "hrs-officer-1", purpose: "PENSION_CHECK" },
  aic: { clientId: "aic-registration", officerId: "aic-officer-1", purpose: "ENTITY_REGISTRATION", ...CASE },
  psd: { clientId: "psd-investigation", officerId: "psd-investigator-1", purpose: "CRIMINAL_INVESTIGATION", ...CASE },
  citizen: { clientId: "psp-portal", citizenId: personIdOf("ada"), purpose: "CITIZEN_SELF_SERVICE" },
  childCitizen: { clientId: "psp-portal", citizenId: personIdOf("cai"), purpose: "CITIZEN_SELF_SERVICE" },
  fda: { clientId: "fda-chengguan", officerId: "fda-officer-chengguan", purpose: "FOOD_SUPERVISION" },
  fdaQilihe: { clientId: "fda-qilihe", officerId: "fda-officer-qilihe", purpose: "FOOD_SUPERVISION" },
  fdaLanzhou: { clientId: "fda-lanzhou", purpose: "FOOD_SUPERVISION" },
  fdaWorkers: { clientId: "fda-chengguan", officerId: "fda-officer-chengguan", purpose: "FOOD_WORKER_CHECK" },
  sta: { clientId: "sta-statistics", officerId: "sta-officer-1", purpose: "STATISTICS" },
  cad: { clientId: "cad-assistance", officerId: "cad-officer-1", purpose: "SOCIAL_ASSISTANCE_CHECK", ...CASE },
  hfp: { clientId: "hfp-registration", officerId: "hfp-officer-1", purpose: "PHYSICIAN_REGISTRATION", ...CASE },
  cmc: { clientId: "cmc-chengguan", officerId: "cmc-officer-chengguan", purpose: "GRID_GOVERNANCE" },
  ltr: { clientId: "ltr-province", officerId: "ltr-officer-1", purpose: "PETITION_HANDLING", ...CASE },
  nrl: { clientId: "nrl-planning", officerId: "nrl-officer-1", purpose: "PLANNING_PERMIT", ...CASE },
} as const satisfies Readonly<Record<string, Caller>>;

export type CallerName = keyof typeof CALLERS;

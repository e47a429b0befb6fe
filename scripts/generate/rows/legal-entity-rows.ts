import type { tables } from "@tongshu/legal-entities";
import { AS_OF, addYears, dayText, yearOf } from "../calendar.ts";
import { issuerCode } from "../licences/licence-types.ts";
import { capitalOf, yuan } from "../organisations/capital.ts";
import { isCommercial } from "../organisations/kinds.ts";
import { lastActiveDay, type Organisation } from "../organisations/organisations.ts";
import { registrationNumber } from "../organisations/registration-numbers.ts";
import { pointIn, postCodeOf } from "../places/geography.ts";
import { houseAddress } from "../places/place-names.ts";
import type { Province } from "../province.ts";
import type { Random } from "../random/random.ts";
import { weightedKeys } from "../random/weighted.ts";
import type { RowOf } from "./encode-row.ts";
import { type RowSource, recordColumns } from "./record.ts";
import type { Slice } from "./slice.ts";

export const REGISTRARS: Readonly<Record<Organisation["cell"]["kind"], RowSource>> = {
  ENTERPRISE: { dept: "AIC", catalog: "AIC-01", confidence: "AUTHORITATIVE" },
  INDIVIDUAL_BUSINESS: { dept: "AIC", catalog: "AIC-02", confidence: "AUTHORITATIVE" },
  COOPERATIVE: { dept: "AIC", catalog: "AIC-03", confidence: "AUTHORITATIVE" },
  GOVERNMENT_BODY: { dept: "SCO", catalog: "SCO-01", confidence: "AUTHORITATIVE" },
  INSTITUTION: { dept: "SCO", catalog: "SCO-02", confidence: "AUTHORITATIVE" },
  SOCIAL_GROUP: { dept: "CAD", catalog: "CAD-X1", confidence: "AUTHORITATIVE" },
  PRIVATE_NON_ENTERPRISE: { dept: "CAD", catalog: "CAD-X1", confidence: "AUTHORITATIVE" },
  FOUNDATION: { dept: "CAD", catalog: "CAD-X1", confidence: "AUTHORITATIVE" },
};

const SHARES = {
  isFormerlyNamed: 0.05,
  hasTerm: 0.3,
  isGeneralTaxpayer: 0.12,
  isReportInTime: 0.86,
  isInsured: 0.35,
  isRunFromHome: 0.3,
} as const;
/** Five certificates became one on 1 October 2016; older organisations still have their numbers. */
const OLD_NUMBERS_UNTIL = 2016;
const INDUSTRY_STANDARD_YEAR = 2011;
const drawFundSource = weightedKeys({ FULL_BUDGET: 72, PARTIAL_BUDGET: 18, SELF_FUNDED: 10 });
const PHONE_PREFIX = "1200";

export function* legalEntityRows(province: Province, slice: Slice): Generator<RowOf<typeof tables.legalEntities>> {
  const [from, to] = slice.of(province.directory.count);
  for (let index = from; index < to; index++) yield legalEntityRow(province, province.organisationAt(index));
}

function legalEntityRow({ owners, streams }: Province, organisation: Organisation): RowOf<typeof tables.legalEntities> {
  const { random, cell, trade, establishedDay, statusDay, status } = organisation;
  const { county, places, settlement } = cell.people;
  const representative = owners.representative(organisation);
  const household = random.below(settlement.householdCount);
  const village = places.villageOf(household);
  const address = houseAddress(county, village, household - village.firstHousehold);
  return {
    entityId: organisation.entityId,
    uscc: organisation.uscc,
    entityKind: organisation.parent ? "BRANCH" : cell.kind,
    name: organisation.name,
    formerNames: random.chance(SHARES.isFormerlyNamed) ? [`${organisation.name.replace("示例", "示例原")}`] : [],
    enterpriseType: organisation.enterpriseType,
    status,
    statusDate: dayText(statusDay ?? establishedDay),
    establishedDate: dayText(establishedDay),
    approvedDate: dayText(statusDay ?? Math.min(AS_OF - 1, establishedDay + random.below(900))),
    cancelledDate:
      statusDay !== null && status.endsWith("CANCELLED") && status !== "REVOKED_NOT_CANCELLED"
        ? dayText(statusDay)
        : null,
    revokedDate: statusDay !== null && status.startsWith("REVOKED") ? dayText(statusDay) : null,
    ...oldNumbers(organisation),
    ...commercialColumns(organisation, capitalOf(organisation, streams), random),
    ...publicColumns(organisation, random),
    registrationAuthority: issuerCode(county.alias, REGISTRARS[cell.kind].dept),
    registrationRegion: county.code,
    address,
    postCode: postCodeOf(county),
    ...pointIn(county, random),
    productionAddresses: cell.kind === "ENTERPRISE" && random.chance(0.1) ? [address.replace(/号.*$/u, "号院内")] : [],
    legalRepName: representative.name,
    legalRepPersonId: representative.personId,
    legalRepPhone: PHONE_PREFIX + random.digits(7),
    contactPhone: random.chance(0.6) ? PHONE_PREFIX + random.digits(7) : null,
    email: random.chance(0.3) ? `contact${organisation.index}@example.com` : null,
    businessScope: isCommercial(cell.kind) ? trade.scope.map(({ name }) => name).join("；") : null,
    scopeItems: isCommercial(cell.kind) ? trade.scope : [],
    parentEntityId: organisation.parent?.entityId ?? null,
    ...workforceColumns(organisation, random),
    ...recordColumns(REGISTRARS[cell.kind], organisation.index, random),
    isHomePremises: cell.kind === "INDIVIDUAL_BUSINESS" && random.chance(SHARES.isRunFromHome),
  };
}

/** The numbers of the certificates that one credit code replaced. */
function oldNumbers(organisation: Organisation) {
  const { uscc, establishedDay, cell } = organisation;
  const isOld = yearOf(establishedDay) < OLD_NUMBERS_UNTIL;
  const organisationCode = uscc?.slice(8, 17) ?? null;
  const isMarket = isCommercial(cell.kind);
  return {
    legacyOrgCode: isOld && cell.kind !== "INDIVIDUAL_BUSINESS" ? organisationCode : null,
    regNo: isMarket && (isOld || uscc === null) ? registrationNumber(organisation) : null,
    taxNo: isOld && isMarket && organisationCode !== null ? cell.people.county.alias + organisationCode : null,
    socialInsRegNo: isOld && cell.kind === "ENTERPRISE" ? `S${registrationNumber(organisation)}` : null,
    statRegNo: isOld && cell.kind === "ENTERPRISE" ? `T${registrationNumber(organisation)}` : null,
  };
}

function commercialColumns({ cell, trade, establishedDay }: Organisation, capital: number | null, random: Random) {
  const paidPart = random.pick([0, 0.2, 0.5, 1, 1]);
  const termEnd =
    cell.kind === "ENTERPRISE" && random.chance(SHARES.hasTerm)
      ? addYears(establishedDay, random.pick([10, 20, 30])) - 1
      : null;
  return {
    operatingTermFrom: isCommercial(cell.kind) ? dayText(establishedDay) : null,
    operatingTermTo: termEnd === null ? null : dayText(termEnd),
    registeredCapital: capital === null ? null : yuan(capital),
    registeredCapitalText: capital === null ? null : `${capital}万元人民币`,
    currency: capital === null ? null : "CNY",
    paidInCapital: capital === null ? null : yuan(capital * paidPart),
    industryCode: isCommercial(cell.kind) ? trade.industryCode : cell.kind === "GOVERNMENT_BODY" ? "S9120" : "P8300",
    industryStandardYear: INDUSTRY_STANDARD_YEAR,
  };
}

function publicColumns({ cell }: Organisation, random: Random) {
  const isInstitution = cell.kind === "INSTITUTION";
  const isSocial = cell.codePrefix.startsWith("5");
  const sponsor = `${cell.people.county.name}示例主管部门`;
  return {
    sponsorUnit: isInstitution ? sponsor : null,
    competentUnit: isSocial ? sponsor : null,
    fundSource: isInstitution ? drawFundSource(random) : isSocial ? "MEMBER_FEES" : null,
    openingFund: isInstitution || isSocial ? yuan(random.between(1, 50)) : null,
    staffingQuota: isInstitution || cell.kind === "GOVERNMENT_BODY" ? random.between(3, 80) : null,
    purposeScope: isInstitution || isSocial ? "示例宗旨和业务范围：为公众提供公益服务" : null,
  };
}

function workforceColumns(organisation: Organisation, random: Random) {
  const { cell, establishedDay } = organisation;
  const isActive = lastActiveDay(organisation) === AS_OF;
  const isMarket = isCommercial(cell.kind);
  const isInsured = random.chance(SHARES.isInsured) && cell.kind !== "INDIVIDUAL_BUSINESS";
  const reportYear = random.chance(SHARES.isReportInTime) && isActive ? 2015 : 2014;
  return {
    employeeCount: cell.kind === "INDIVIDUAL_BUSINESS" ? random.between(1, 4) : random.between(2, 60),
    taxpayerType: isMarket ? (random.chance(SHARES.isGeneralTaxpayer) ? "GENERAL" : "SMALL_SCALE") : null,
    taxStatus: isMarket ? taxStatus(isActive, random) : "NOT_REGISTERED",
    socialInsuranceStatus: !isActive ? "CANCELLED" : isInsured ? "INSURED" : "NOT_REGISTERED",
    lastAnnualReportYear: isMarket && yearOf(establishedDay) <= reportYear ? reportYear : null,
  };
}

/** Three in a thousand that ended are still taxed as if nothing had happened: a contradiction to be found. */
function taxStatus(isActive: boolean, random: Random): string {
  if (!isActive) return random.chance(0.02) ? "NORMAL" : "CANCELLED";
  return random.chance(0.94) ? "NORMAL" : random.chance(0.5) ? "ABNORMAL" : "NOT_REGISTERED";
}

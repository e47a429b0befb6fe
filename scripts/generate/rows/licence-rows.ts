import type { tables } from "@tongshu/e-licences";
import { AS_OF, addYears, dayText } from "../calendar.ts";
import { countyOf } from "../licences/holders.ts";
import { LICENCE_TYPES, type LicenceType } from "../licences/licence-types.ts";
import { identifierOf, type Licence } from "../licences/licences.ts";
import { registrationNumber } from "../organisations/registration-numbers.ts";
import type { Citizen } from "../people/citizens.ts";
import type { Province } from "../province.ts";
import type { RowOf } from "./encode-row.ts";
import { type RowSource, recordColumns } from "./record.ts";
import type { Slice } from "./slice.ts";

const CATALOGUE: RowSource = { dept: "GSO", catalog: "GSO-LT", confidence: "AUTHORITATIVE" };

/** Whoever is younger is a child (Personal Information Protection Law, art. 28). */
const AGE_OF_CHILDREN = 14;

export function* licenceRows({ licences }: Province, slice: Slice): Generator<RowOf<typeof tables.licences>> {
  const [from, to] = slice.of(licences.count);
  for (let index = from; index < to; index++) yield licenceRow(licences.licenceAt(index));
}

export function* licenceTypeRows(province: Province, slice: Slice): Generator<RowOf<typeof tables.licenceTypes>> {
  const [from, to] = slice.of(LICENCE_TYPES.length);
  for (let index = from; index < to; index++) yield licenceTypeRow(LICENCE_TYPES[index]!, index, province);
}

function licenceRow(licence: Licence): RowOf<typeof tables.licences> {
  const { type, holder, term, version, random } = licence;
  const { person, organisation } = holder;
  const certNo = certificateNumber(licence);
  const holderName = person?.name ?? organisation!.name;
  const validTo = term.validTo === null ? null : dayText(term.validTo);
  return {
    licenceId: identifierOf(licence, version),
    typeCode: type.typeCode,
    certNo,
    holderKind: person ? "PERSON" : "ENTITY",
    holderPersonId: person?.personId ?? null,
    holderEntityId: organisation?.entityId ?? null,
    holderChildUntil: childUntil(person),
    holderName,
    coHolders: coHoldersOf(licence),
    issuerDept: type.issuerDept,
    issuerUscc: licence.issuerUscc,
    issueRegion: countyOf(holder).county.code,
    issueDate: dayText(term.issueDay),
    validFrom: dayText(licence.validFrom),
    validTo,
    status: term.status,
    statusDate: term.statusDay === null ? null : dayText(term.statusDay),
    statusReason: term.statusReason,
    surface: {
      title: type.name,
      number: certNo,
      holder: holderName,
      validFrom: dayText(licence.validFrom),
      validTo: validTo ?? "长期",
    },
    version,
    previousLicenceId: version > 1 ? identifierOf(licence, version - 1) : null,
    ...fileColumns(licence),
    sourceCaseNo: null,
    printable: term.status === "VALID",
    ...recordColumns(licence.series.source, licence.index, random),
  };
}

/** The birth date goes no further than it must: of who is 14 already, nothing is told. */
function childUntil(person: Citizen | null): string {
  const birthday = person && addYears(person.birthDay, AGE_OF_CHILDREN);
  return birthday !== null && birthday > AS_OF ? dayText(birthday) : "-infinity";
}

/**
 * A licence's own number. An identity card's is not the citizen's number here: whoever may see a card's number would
 * read the citizen's.
 */
function certificateNumber({ type, holder, number }: Licence): string {
  const { organisation } = holder;
  if (type.hubCode === "LT-BL") return organisation!.uscc ?? registrationNumber(organisation!);
  return type.certPrefix + countyOf(holder).county.alias + String(number + 1).padStart(7, "0");
}

function coHoldersOf({ holder: { coHolder } }: Licence) {
  if (!coHolder) return [];
  return [{ holderKind: "PERSON", holderPersonId: coHolder.personId, holderEntityId: null, holderName: coHolder.name }];
}

function fileColumns({ random, issuerUscc }: Licence) {
  return {
    fileFormat: random.chance(0.9) ? "OFD" : "PDF",
    fileSize: 40_000 + random.below(160_000),
    fileDigestAlg: random.chance(0.7) ? "SM3" : "SHA_256",
    fileDigest: random.hexDigest(),
    fileSealId: `SEAL-${issuerUscc}-01`,
    fileSignerCertSn: random.uint32().toString(16).padStart(16, "0").toUpperCase(),
  };
}

function licenceTypeRow(type: LicenceType, index: number, { streams }: Province): RowOf<typeof tables.licenceTypes> {
  return {
    typeCode: type.typeCode,
    hubCode: type.hubCode,
    name: type.name,
    holderKind: type.holderKind,
    issuerDept: type.issuerDept,
    defaultValidityMonths: type.validityMonths,
    renewable: type.renewable,
    surfaceSchema: {
      type: "object",
      properties: Object.fromEntries(
        ["title", "number", "holder", "validFrom", "validTo"].map((key) => [key, { type: "string" }]),
      ),
    },
    evidenceOnly: type.evidenceOnly,
    securityLevel: type.securityLevel,
    replacesMaterials: [...type.replacesMaterials],
    ...recordColumns(CATALOGUE, index, streams("LicenceType", index)),
  };
}

import { defineEntity, derived, recordFields, reference, referenceTo, today } from "@tongshu/kit";
import { sql } from "drizzle-orm";
import { licences, licenceTypes } from "./tables.ts";

/** Everything about a child under 14 is highly sensitive (Personal Information Protection Law, art. 28). */
const isOfChild = sql`${licences.holderPersonId} is not null and ${licences.holderChildUntil} > ${today}`;

export const licence = defineEntity({
  type: "Licence",
  table: licences,
  key: "licenceId",
  fields: {
    licenceId: licences.licenceId,
    typeCode: licences.typeCode,
    type: licences.typeCode,
    certNo: licences.certNo,
    holderKind: licences.holderKind,
    holderPersonId: licences.holderPersonId,
    holderEntityId: licences.holderEntityId,
    holder: derived(
      { personId: licences.holderPersonId, entityId: licences.holderEntityId },
      ({ personId, entityId }) =>
        referenceTo("Person", "personId", personId) ?? referenceTo("LegalEntity", "entityId", entityId),
    ),
    holderName: licences.holderName,
    coHolders: licences.coHolders,
    issuerDept: reference("Department", "code", licences.issuerDept),
    issuerUscc: licences.issuerUscc,
    issueRegion: reference("Region", "code", licences.issueRegion),
    issueDate: licences.issueDate,
    validFrom: licences.validFrom,
    validTo: licences.validTo,
    status: licences.status,
    effectiveStatus: derived({ status: licences.status, validTo: licences.validTo }, (validity) => validity),
    statusDate: licences.statusDate,
    statusReason: licences.statusReason,
    surface: licences.surface,
    version: licences.version,
    previousLicenceId: licences.previousLicenceId,
    file: derived(
      {
        format: licences.fileFormat,
        size: licences.fileSize,
        digestAlg: licences.fileDigestAlg,
        digest: licences.fileDigest,
        sealId: licences.fileSealId,
        signerCertSn: licences.fileSignerCertSn,
      },
      (file) => (file.digest === null ? null : file),
    ),
    sourceCaseNo: licences.sourceCaseNo,
    printable: licences.printable,
    ...recordFields(licences),
  },
  scopeColumns: [licences.issueRegion],
  conditions: {
    typeCode: licences.typeCode,
    holderKind: licences.holderKind,
    holderEntityId: licences.holderEntityId,
  },
  selfColumn: licences.holderPersonId,
  sensitiveRow: isOfChild,
  subjects: [
    { type: "Person", column: licences.holderPersonId },
    { type: "LegalEntity", column: licences.holderEntityId },
  ],
  masks: { certNo: "ID_NUMBER", holderName: "NAME" },
});

export const licenceType = defineEntity({
  type: "LicenceType",
  table: licenceTypes,
  key: "typeCode",
  fields: {
    typeCode: licenceTypes.typeCode,
    hubCode: licenceTypes.hubCode,
    name: licenceTypes.name,
    holderKind: licenceTypes.holderKind,
    issuerDept: reference("Department", "code", licenceTypes.issuerDept),
    defaultValidityMonths: licenceTypes.defaultValidityMonths,
    renewable: licenceTypes.renewable,
    surfaceSchema: licenceTypes.surfaceSchema,
    evidenceOnly: licenceTypes.evidenceOnly,
    securityLevel: licenceTypes.securityLevel,
    replacesMaterials: licenceTypes.replacesMaterials,
    ...recordFields(licenceTypes),
  },
});

import { countEditionsTable, identifier, recordColumns } from "@tongshu/kit";
import { isNotNull, sql } from "drizzle-orm";
import { boolean, check, date, index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";

// No foreign keys: departments send their catalogs in any order, and a dangling link is a finding, not a failed load.

export const licences = pgTable(
  "licences",
  {
    licenceId: identifier("licence_id").primaryKey(),
    typeCode: identifier("type_code").notNull(),
    certNo: text("cert_no"),
    holderKind: text("holder_kind").notNull(),
    holderPersonId: identifier("holder_person_id"),
    holderEntityId: identifier("holder_entity_id"),
    /** The day a holder who was under 14 at the load turns 14, else `-infinity`. Unknown counts as a child for ever. */
    holderChildUntil: date("holder_child_until").notNull().default("infinity"),
    holderName: text("holder_name"),
    /** [{ holderKind, holderPersonId, holderEntityId, holderName }] */
    coHolders: jsonb("co_holders").notNull().default([]),
    issuerDept: text("issuer_dept"),
    issuerUscc: text("issuer_uscc"),
    issueRegion: identifier("issue_region").notNull(),
    issueDate: date("issue_date").notNull(),
    validFrom: date("valid_from"),
    validTo: date("valid_to"),
    status: text("status").notNull(),
    statusDate: date("status_date"),
    statusReason: text("status_reason"),
    surface: jsonb("surface"),
    version: integer("version").notNull(),
    previousLicenceId: identifier("previous_licence_id"),
    fileFormat: text("file_format"),
    fileSize: integer("file_size"),
    fileDigestAlg: text("file_digest_alg"),
    fileDigest: text("file_digest"),
    fileSealId: text("file_seal_id"),
    fileSignerCertSn: text("file_signer_cert_sn"),
    sourceCaseNo: text("source_case_no"),
    printable: boolean("printable"),
    ...recordColumns(),
  },
  (table) => [
    index("licences_person_idx")
      .on(table.holderPersonId, table.issueDate, table.licenceId)
      .where(isNotNull(table.holderPersonId)),
    index("licences_entity_idx")
      .on(table.holderEntityId, table.issueDate, table.licenceId)
      .where(isNotNull(table.holderEntityId)),
    check("licences_one_holder", sql`num_nonnulls(${table.holderPersonId}, ${table.holderEntityId}) = 1`),
  ],
);

export const licenceTypes = pgTable("licence_types", {
  typeCode: identifier("type_code").primaryKey(),
  hubCode: text("hub_code").notNull(),
  name: text("name").notNull(),
  holderKind: text("holder_kind").notNull(),
  issuerDept: text("issuer_dept"),
  defaultValidityMonths: integer("default_validity_months"),
  renewable: boolean("renewable").notNull(),
  surfaceSchema: jsonb("surface_schema"),
  evidenceOnly: boolean("evidence_only").notNull(),
  securityLevel: text("security_level").notNull(),
  replacesMaterials: text("replaces_materials").array().notNull().default([]),
  ...recordColumns(),
});

export const countEditions = countEditionsTable();

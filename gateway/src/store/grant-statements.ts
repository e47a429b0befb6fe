const READ = ["departments", "clients", "officers", "policy_versions", "policy_pointer", "hub_revision"];

/**
 * What a running gateway may do in the hub database; run after each migration by the role that owns it.
 * Everything is taken away first, so that a privilege dropped here is dropped in the database.
 */
export function grantStatements(role: string): readonly string[] {
  const grantee = `"${role.replaceAll('"', '""')}"`;
  return [
    `REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${grantee}`,
    `GRANT USAGE ON SCHEMA public TO ${grantee}`,
    `GRANT SELECT ON ${READ.join(", ")} TO ${grantee}`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON oidc_payloads TO ${grantee}`,
    `GRANT SELECT, INSERT ON signing_keys TO ${grantee}`,
    // A gateway that is broken into can add to the record and can neither read, change nor empty it.
    `GRANT INSERT ON audit_records TO ${grantee}`,
  ];
}

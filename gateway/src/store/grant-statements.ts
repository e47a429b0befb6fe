const READ = [
  "departments",
  "clients",
  "officers",
  "policy_versions",
  "policy_signatures",
  "policy_pointer",
  "hub_revision",
  "budgets",
  "operations",
  "grant_revocations",
];

/**
 * What a running gateway may do in the hub database; run after each migration by the role that owns it.
 * Everything is taken away first, so that a privilege dropped here is dropped in the database.
 */
export function grantStatements(role: string): readonly string[] {
  const grantee = quoted(role);
  return [
    ...nothing(grantee),
    `GRANT SELECT ON ${READ.join(", ")} TO ${grantee}`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON oidc_payloads TO ${grantee}`,
    `GRANT SELECT, INSERT ON signing_keys TO ${grantee}`,
    // A gateway that is broken into can add to the record and can neither read, change nor empty it.
    `GRANT INSERT ON audit_records TO ${grantee}`,
    // Of operations it adds what was asked, for those who may read the record.
    `GRANT INSERT ON operation_texts TO ${grantee}`,
    // Hashes tell nothing of what they are of; heads are made of them.
    `GRANT SELECT (instance_id, sequence, hash) ON audit_records TO ${grantee}`,
    `GRANT SELECT, INSERT ON audit_heads TO ${grantee}`,
    `GRANT EXECUTE ON FUNCTION citizen_audit_lines TO ${grantee}`,
    `GRANT SELECT ON consents TO ${grantee}`,
    `GRANT SELECT (correction_no, subject_type, subject_id, coordinate, state) ON corrections TO ${grantee}`,
    `GRANT SELECT, INSERT, UPDATE ON budget_levels, daily_reads TO ${grantee}`,
    `GRANT EXECUTE ON FUNCTION note_officer_reads TO ${grantee}`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON verification_guesses TO ${grantee}`,
    `GRANT SELECT, INSERT, UPDATE ON guess_alerts TO ${grantee}`,
  ];
}

/** What the control plane keeps: read by it, added to and changed by it, never deleted. */
const GOVERNED = [
  "departments",
  "clients",
  "officers",
  "purposes",
  "purpose_departments",
  "grants",
  "policy_pointer",
  "budgets",
  "operations",
  "operation_verdicts",
  "notices",
  "consents",
  "corrections",
  "share_requests",
  "break_glass_sessions",
  "calendar_years",
  "calendar_days",
];
/** Read and added to; what was once written stays. */
const APPENDED = [
  "policy_versions",
  "control_events",
  "audit_suppressions",
  "grant_revocations",
  "policy_signatures",
  "request_decisions",
  "request_statements",
  "impact_assessments",
  "grant_origins",
  "expiry_marks",
  "grant_packages",
  "department_successions",
  "break_glass_approvals",
];

/** What the control plane may do in the hub database, beside what every gateway may. */
export function controlStatements(role: string): readonly string[] {
  const grantee = quoted(role);
  return [
    ...nothing(grantee),
    `GRANT SELECT ON hub_revision, audit_records, audit_heads, signing_keys, daily_reads, volume_alarms, guess_alerts TO ${grantee}`,
    `GRANT SELECT, INSERT, UPDATE ON ${GOVERNED.join(", ")} TO ${grantee}`,
    `GRANT DELETE ON purpose_departments, calendar_days, operation_verdicts TO ${grantee}`,
    `GRANT SELECT ON operation_texts, policy_pointer_moves TO ${grantee}`,
    `GRANT SELECT, INSERT, UPDATE ON policy_examples, grant_diets TO ${grantee}`,
    // The content of a draft stays what its proposer proposed.
    `GRANT SELECT, INSERT, UPDATE (published_by, published_at, version_no) ON policy_drafts TO ${grantee}`,
    `GRANT SELECT, INSERT ON ${APPENDED.join(", ")} TO ${grantee}`,
  ];
}

function nothing(grantee: string): string[] {
  return [`REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${grantee}`, `GRANT USAGE ON SCHEMA public TO ${grantee}`];
}

function quoted(role: string): string {
  return `"${role.replaceAll('"', '""')}"`;
}

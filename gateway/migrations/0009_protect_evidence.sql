-- What evidence needs beyond its tables: rows that stay, ways to find them, and the one narrow way to read them.

CREATE TRIGGER "audit_heads_refuse_change" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_heads"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "audit_suppressions_refuse_change" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_suppressions"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "consents_refuse_removal" BEFORE DELETE OR TRUNCATE ON "consents"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "corrections_refuse_removal" BEFORE DELETE OR TRUNCATE ON "corrections"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint

-- Gateways keep in memory which fields are disputed.
CREATE TRIGGER "corrections_raise_revision" AFTER INSERT OR UPDATE ON "corrections"
  FOR EACH STATEMENT EXECUTE FUNCTION "raise_hub_revision"();
--> statement-breakpoint

-- A person's own log. A small pending list keeps the commit that has to empty it short.
CREATE INDEX "audit_records_people_idx" ON "audit_records"
  USING gin (jsonb_path_query_array("subjects", '$[*] ? (@.type == "Person").id')) WITH (gin_pending_list_limit = 512);
--> statement-breakpoint
-- Replays read whole spans of time; records come nearly in their order, so a few pages tell where.
CREATE INDEX "audit_records_at_idx" ON "audit_records" USING brin ("at") WITH (pages_per_range = 32, autosummarize = on);
--> statement-breakpoint
CREATE INDEX "audit_records_department_idx" ON "audit_records" ("department", "at");
--> statement-breakpoint

-- Runs with the owner's rights: a gateway cannot read the record, and this gives it the lines of one person that it names,
-- never another subject, case, officer or client. What is held back ends by the database's clock, not by the caller's.
CREATE FUNCTION "citizen_audit_lines"(
  of_person text, before_at timestamptz, before_instance uuid, before_sequence bigint, max_lines integer
) RETURNS TABLE (
  instance_id uuid, sequence bigint, at timestamptz, department text, purpose text, verbs text[], verdicts jsonb,
  salt text, body_hash text, line_hashes text[], previous_hash text, hash text
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.instance_id, r.sequence, r.at, r.department, r.purpose,
    ARRAY(
      SELECT DISTINCT s ->> 'verb' FROM jsonb_array_elements(r.subjects) AS s
      WHERE s ->> 'id' = of_person AND s ->> 'type' = 'Person' ORDER BY 1
    ),
    r.verdicts,
    encode(sha256(convert_to(r.nonce || ':' || of_person, 'UTF8')), 'hex'),
    r.body_hash, r.line_hashes,
    (SELECT p.hash FROM audit_records p WHERE p.instance_id = r.instance_id AND p.sequence = r.sequence - 1),
    r.hash
  FROM audit_records r
  WHERE jsonb_path_query_array(r.subjects, '$[*] ? (@.type == "Person").id') ? of_person
    AND (before_at IS NULL OR (r.at, r.instance_id, r.sequence) < (before_at, before_instance, before_sequence))
    AND NOT EXISTS (
      SELECT FROM audit_suppressions s
      WHERE s.department = r.department AND s.purpose = r.purpose
        AND (s.case_no IS NULL OR s.case_no = r.case_no) AND s.ends_at > now()
    )
  ORDER BY r.at DESC, r.instance_id DESC, r.sequence DESC
  LIMIT least(max_lines, 101)
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION "citizen_audit_lines" FROM PUBLIC;

-- What a table definition cannot say: time ranges that never overlap, rows that never change, and a counter of changes.

CREATE EXTENSION IF NOT EXISTS btree_gist;
--> statement-breakpoint

-- At most one grant per department, purpose and type at any instant, so what a caller sees never depends on how grants overlap.
ALTER TABLE "grants" ADD CONSTRAINT "grants_one_active_per_triple" EXCLUDE USING gist (
  "department" WITH =, "purpose" WITH =, "type" WITH =, tstzrange("valid_from", "valid_until", '[)') WITH &&
) WHERE ("revoked_at" IS NULL);
--> statement-breakpoint

INSERT INTO "hub_revision" ("is_the_only_row", "revision") VALUES (true, 0);
--> statement-breakpoint

-- Runs with the owner's rights: who may change a client need not be able to write the counter.
-- The notice leaves when the change commits, so a gateway that reads after it sees the change.
CREATE FUNCTION "raise_hub_revision"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  raised bigint;
BEGIN
  UPDATE "hub_revision" SET "revision" = "revision" + 1 RETURNING "revision" INTO raised;
  PERFORM pg_notify('hub_changed', raised::text);
  RETURN NULL;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER "departments_raise_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "departments"
  FOR EACH STATEMENT EXECUTE FUNCTION "raise_hub_revision"();
--> statement-breakpoint
CREATE TRIGGER "clients_raise_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "clients"
  FOR EACH STATEMENT EXECUTE FUNCTION "raise_hub_revision"();
--> statement-breakpoint
CREATE TRIGGER "officers_raise_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "officers"
  FOR EACH STATEMENT EXECUTE FUNCTION "raise_hub_revision"();
--> statement-breakpoint
CREATE TRIGGER "policy_pointer_raise_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "policy_pointer"
  FOR EACH STATEMENT EXECUTE FUNCTION "raise_hub_revision"();
--> statement-breakpoint
CREATE TRIGGER "signing_keys_raise_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "signing_keys"
  FOR EACH STATEMENT EXECUTE FUNCTION "raise_hub_revision"();
--> statement-breakpoint

-- A second lock behind the missing privileges: not even the owner rewrites history by mistake.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on % is refused: its rows never change', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END;
$$;
--> statement-breakpoint
CREATE TRIGGER "audit_records_refuse_change" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_records"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "policy_versions_refuse_change" BEFORE UPDATE OR DELETE OR TRUNCATE ON "policy_versions"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

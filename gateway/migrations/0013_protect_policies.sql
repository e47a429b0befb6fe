-- A signature and a text are written once; where the pointer stood is history.
CREATE TRIGGER "policy_signatures_refuse_change" BEFORE UPDATE OR DELETE OR TRUNCATE ON "policy_signatures"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "policy_pointer_moves_refuse_change" BEFORE UPDATE OR DELETE OR TRUNCATE ON "policy_pointer_moves"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "operation_texts_refuse_change" BEFORE UPDATE OR DELETE OR TRUNCATE ON "operation_texts"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "policy_drafts_refuse_removal" BEFORE DELETE OR TRUNCATE ON "policy_drafts"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint

-- Runs with the owner's rights: who may move the pointer need not be able to write its history.
CREATE FUNCTION "note_policy_pointer"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO "policy_pointer_moves" ("version_no", "moved_at") VALUES (NEW."version_no", NEW."moved_at");
  RETURN NULL;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER "policy_pointer_note_move" AFTER INSERT OR UPDATE ON "policy_pointer"
  FOR EACH ROW EXECUTE FUNCTION "note_policy_pointer"();
--> statement-breakpoint
INSERT INTO "policy_pointer_moves" ("version_no", "moved_at") SELECT "version_no", "moved_at" FROM "policy_pointer";
--> statement-breakpoint

-- A signature that comes later makes a version that gateways refused one that they take.
CREATE TRIGGER "policy_signatures_raise_revision" AFTER INSERT ON "policy_signatures"
  FOR EACH STATEMENT EXECUTE FUNCTION "raise_hub_revision"();

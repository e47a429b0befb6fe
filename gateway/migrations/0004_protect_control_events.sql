-- The same lock as on the audit: the record of who changed what is never rewritten, not even by the owner.
CREATE TRIGGER "control_events_refuse_change" BEFORE UPDATE OR DELETE OR TRUNCATE ON "control_events"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();


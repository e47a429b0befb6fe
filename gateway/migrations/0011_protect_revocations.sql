CREATE TRIGGER "grant_revocations_refuse_change" BEFORE UPDATE OR DELETE OR TRUNCATE ON "grant_revocations"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint

-- Gateways apply a revocation without a new policy version.
CREATE TRIGGER "grant_revocations_raise_revision" AFTER INSERT ON "grant_revocations"
  FOR EACH STATEMENT EXECUTE FUNCTION "raise_hub_revision"();
--> statement-breakpoint

-- Numbers are given in the order of commits: who has seen number n has seen all below it, so n alone names a state.
CREATE FUNCTION "queue_revocations"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7203015531);
  RETURN NULL;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER "grant_revocations_queue" BEFORE INSERT ON "grant_revocations"
  FOR EACH STATEMENT EXECUTE FUNCTION "queue_revocations"();

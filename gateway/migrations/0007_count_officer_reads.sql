-- What a table definition cannot say: a table without a log, changes that gateways must see, and a narrow way to count.

-- A lease writes here several times a second for each busy caller; nothing of it is worth a disk's time.
ALTER TABLE "budget_levels" SET UNLOGGED;
--> statement-breakpoint
CREATE TRIGGER "budgets_raise_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "budgets"
  FOR EACH STATEMENT EXECUTE FUNCTION "raise_hub_revision"();
--> statement-breakpoint
CREATE TRIGGER "operations_raise_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "operations"
  FOR EACH STATEMENT EXECUTE FUNCTION "raise_hub_revision"();
--> statement-breakpoint

-- Runs with the owner's rights: a gateway notes whom an officer read and learns how many there were, and can read nobody's list.
-- Raises the day's one alarm when there are more than `most`. The lock makes two gateways count one after the other.
CREATE FUNCTION "note_officer_reads"(department text, officer text, day date, persons text[], most integer, at timestamptz)
RETURNS TABLE (person_count integer, is_alarm_raised boolean) LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(officer, 0));
  DELETE FROM officer_reads r WHERE r.day < note_officer_reads.day - 1;
  INSERT INTO officer_reads (day, officer_id, person_id)
    SELECT DISTINCT note_officer_reads.day, officer, p FROM unnest(persons) p ON CONFLICT DO NOTHING;
  SELECT count(*) INTO person_count FROM officer_reads r
    WHERE r.day = note_officer_reads.day AND r.officer_id = officer;
  is_alarm_raised := false;
  IF person_count > most THEN
    INSERT INTO volume_alarms (department, officer_id, day, at, details)
      VALUES (department, officer, day, at, jsonb_build_object('distinctPersons', person_count, 'most', most))
      ON CONFLICT DO NOTHING;
    is_alarm_raised := FOUND;
  END IF;
  RETURN NEXT;
END;
$$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION "note_officer_reads" FROM PUBLIC;

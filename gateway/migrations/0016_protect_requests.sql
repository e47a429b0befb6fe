-- Decisions, statements and lineage are evidence: they are added to and never rewritten.
CREATE TRIGGER "share_requests_refuse_removal" BEFORE DELETE OR TRUNCATE ON "share_requests"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "request_decisions_refuse_change" BEFORE UPDATE OR DELETE OR TRUNCATE ON "request_decisions"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "request_statements_refuse_change" BEFORE UPDATE OR DELETE OR TRUNCATE ON "request_statements"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "impact_assessments_refuse_change" BEFORE UPDATE OR DELETE OR TRUNCATE ON "impact_assessments"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "grant_origins_refuse_change" BEFORE UPDATE OR DELETE OR TRUNCATE ON "grant_origins"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "expiry_marks_refuse_change" BEFORE UPDATE OR DELETE OR TRUNCATE ON "expiry_marks"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "grant_packages_refuse_change" BEFORE UPDATE OR DELETE OR TRUNCATE ON "grant_packages"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "department_successions_refuse_change" BEFORE UPDATE OR DELETE OR TRUNCATE ON "department_successions"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "break_glass_sessions_refuse_removal" BEFORE DELETE OR TRUNCATE ON "break_glass_sessions"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "break_glass_approvals_refuse_change" BEFORE UPDATE OR DELETE OR TRUNCATE ON "break_glass_approvals"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

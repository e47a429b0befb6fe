DROP INDEX "governance_events_grid_idx";--> statement-breakpoint
DROP INDEX "governance_events_region_idx";--> statement-breakpoint
ALTER TABLE "governance_events" ADD CONSTRAINT "governance_events_numbered_by_region" CHECK (left("governance_events"."event_no", 6) = left("governance_events"."grid_code", 6) and "governance_events"."region" = left("governance_events"."grid_code", 12));

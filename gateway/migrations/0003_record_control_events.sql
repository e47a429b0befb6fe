CREATE TABLE "control_events" (
	"event_no" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"request_id" text NOT NULL,
	"client_id" text NOT NULL,
	"department" text NOT NULL,
	"officer_id" text,
	"citizen_id" text,
	"action" text NOT NULL,
	"target_kind" text NOT NULL,
	"target_id" text NOT NULL,
	"reason" text,
	"before" jsonb,
	"after" jsonb,
	"hash" text NOT NULL,
	CONSTRAINT "control_events_pkey" PRIMARY KEY("event_no")
);
--> statement-breakpoint
CREATE INDEX "control_events_target_idx" ON "control_events" USING btree ("target_kind","target_id");--> statement-breakpoint
CREATE INDEX "control_events_department_idx" ON "control_events" USING btree ("department","event_no");
CREATE TABLE "break_glass_approvals" (
	"session_no" bigint NOT NULL,
	"owner" text NOT NULL,
	"officer_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "break_glass_approvals_pkey" PRIMARY KEY("session_no","officer_id")
);
--> statement-breakpoint
CREATE TABLE "break_glass_sessions" (
	"session_no" bigint GENERATED ALWAYS AS IDENTITY (sequence name "break_glass_sessions_session_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"department" text NOT NULL,
	"terms" jsonb NOT NULL,
	"reason" text NOT NULL,
	"hours" integer NOT NULL,
	"asked_by" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"opened_at" timestamp with time zone,
	"ends_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"grant_no" text,
	CONSTRAINT "break_glass_sessions_pkey" PRIMARY KEY("session_no"),
	CONSTRAINT "break_glass_sessions_four_hours" CHECK ("break_glass_sessions"."hours" BETWEEN 1 AND 4),
	CONSTRAINT "break_glass_sessions_end_follows" CHECK ("break_glass_sessions"."ends_at" <= "break_glass_sessions"."opened_at" + make_interval(hours => "break_glass_sessions"."hours")),
	CONSTRAINT "break_glass_sessions_opened_whole" CHECK (num_nonnulls("break_glass_sessions"."opened_at", "break_glass_sessions"."ends_at", "break_glass_sessions"."grant_no") IN (0, 3))
);
--> statement-breakpoint
CREATE TABLE "calendar_days" (
	"day" date NOT NULL,
	"year" integer NOT NULL,
	"is_working" boolean NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "calendar_days_pkey" PRIMARY KEY("day"),
	CONSTRAINT "calendar_days_of_its_year" CHECK (extract(year FROM "calendar_days"."day") = "calendar_days"."year")
);
--> statement-breakpoint
CREATE TABLE "calendar_years" (
	"year" integer NOT NULL,
	"source" text NOT NULL,
	"is_official" boolean NOT NULL,
	"loaded_at" timestamp with time zone NOT NULL,
	"loaded_by" text NOT NULL,
	CONSTRAINT "calendar_years_pkey" PRIMARY KEY("year"),
	CONSTRAINT "calendar_years_year_plausible" CHECK ("calendar_years"."year" BETWEEN 2016 AND 2100)
);
--> statement-breakpoint
CREATE TABLE "department_successions" (
	"predecessor" text NOT NULL,
	"successor" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	CONSTRAINT "department_successions_pkey" PRIMARY KEY("predecessor","successor"),
	CONSTRAINT "department_successions_of_another" CHECK ("department_successions"."predecessor" <> "department_successions"."successor")
);
--> statement-breakpoint
CREATE TABLE "expiry_marks" (
	"grant_no" text NOT NULL,
	"days_left" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "expiry_marks_pkey" PRIMARY KEY("grant_no","days_left")
);
--> statement-breakpoint
CREATE TABLE "grant_origins" (
	"grant_no" text NOT NULL,
	"request_no" bigint NOT NULL,
	"supersedes" text,
	CONSTRAINT "grant_origins_pkey" PRIMARY KEY("grant_no")
);
--> statement-breakpoint
CREATE TABLE "grant_packages" (
	"name" text NOT NULL,
	"version" integer NOT NULL,
	"type" text NOT NULL,
	"fields" jsonb NOT NULL,
	"text_zh" text NOT NULL,
	"text_en" text NOT NULL,
	"saved_by" text NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "grant_packages_pkey" PRIMARY KEY("name","version"),
	CONSTRAINT "grant_packages_name_shape" CHECK ("grant_packages"."name" ~ '^[a-z][a-z0-9-]{2,62}$'),
	CONSTRAINT "grant_packages_version_positive" CHECK ("grant_packages"."version" > 0)
);
--> statement-breakpoint
CREATE TABLE "impact_assessments" (
	"assessment_no" bigint GENERATED ALWAYS AS IDENTITY (sequence name "impact_assessments_assessment_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"request_no" bigint NOT NULL,
	"necessity" text NOT NULL,
	"risks" text NOT NULL,
	"measures" text NOT NULL,
	"officer_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "impact_assessments_pkey" PRIMARY KEY("assessment_no")
);
--> statement-breakpoint
CREATE TABLE "request_decisions" (
	"request_no" bigint NOT NULL,
	"round" integer NOT NULL,
	"stage" text NOT NULL,
	"owner" text NOT NULL,
	"officer_id" text NOT NULL,
	"is_approved" boolean NOT NULL,
	"reason" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "request_decisions_pkey" PRIMARY KEY("request_no","round","stage","owner","officer_id"),
	CONSTRAINT "request_decisions_refusal_says_why" CHECK ("request_decisions"."is_approved" OR length("request_decisions"."reason") > 0)
);
--> statement-breakpoint
CREATE TABLE "request_statements" (
	"statement_no" bigint GENERATED ALWAYS AS IDENTITY (sequence name "request_statements_statement_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"request_no" bigint NOT NULL,
	"kind" text NOT NULL,
	"layer" integer,
	"department" text NOT NULL,
	"officer_id" text NOT NULL,
	"text" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "request_statements_pkey" PRIMARY KEY("statement_no")
);
--> statement-breakpoint
CREATE TABLE "share_requests" (
	"request_no" bigint GENERATED ALWAYS AS IDENTITY (sequence name "share_requests_request_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"department" text NOT NULL,
	"purpose" text NOT NULL,
	"type" text NOT NULL,
	"terms" jsonb NOT NULL,
	"packages" text[] NOT NULL,
	"scenario" text NOT NULL,
	"wanted_from" timestamp with time zone,
	"valid_until" timestamp with time zone NOT NULL,
	"earlier_grant_no" text,
	"state" text NOT NULL,
	"owners" text[] NOT NULL,
	"round" integer DEFAULT 1 NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"submitted_by" text,
	"submitted_at" timestamp with time zone,
	"returned_at" timestamp with time zone,
	"reply_due_date" date,
	"delivery_due_date" date,
	"extension_days" integer,
	"extension_asked_by" text,
	"extension_consented_by" text,
	"reply_escalated_at" timestamp with time zone,
	"delivery_escalated_at" timestamp with time zone,
	"dispute_layer" integer,
	"disputed_from" text,
	"grant_no" text,
	CONSTRAINT "share_requests_pkey" PRIMARY KEY("request_no"),
	CONSTRAINT "share_requests_kind_known" CHECK ("share_requests"."kind" IN ('NEW', 'AMEND', 'RE_APPROVAL')),
	CONSTRAINT "share_requests_state_known" CHECK ("share_requests"."state" IN ('DRAFT', 'DEPT_APPROVED', 'SUBMITTED', 'RETURNED', 'ACCEPTED', 'APPROVED', 'REFUSED',
        'PROVISIONING', 'ACTIVE', 'EXPIRED', 'REVOKED', 'DISPUTED')),
	CONSTRAINT "share_requests_new_has_no_past" CHECK (("share_requests"."kind" = 'NEW') = ("share_requests"."earlier_grant_no" IS NULL)),
	CONSTRAINT "share_requests_extension_bounded" CHECK ("share_requests"."extension_days" BETWEEN 1 AND 10),
	CONSTRAINT "share_requests_dispute_whole" CHECK (("share_requests"."state" = 'DISPUTED') = ("share_requests"."disputed_from" IS NOT NULL)),
	CONSTRAINT "share_requests_dispute_layer_known" CHECK ("share_requests"."dispute_layer" BETWEEN 1 AND 3),
	CONSTRAINT "share_requests_active_has_grant" CHECK ("share_requests"."state" <> 'ACTIVE' OR "share_requests"."grant_no" IS NOT NULL)
);
--> statement-breakpoint
ALTER TABLE "break_glass_approvals" ADD CONSTRAINT "break_glass_approvals_session_no_fkey" FOREIGN KEY ("session_no") REFERENCES "public"."break_glass_sessions"("session_no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "break_glass_sessions" ADD CONSTRAINT "break_glass_sessions_department_fkey" FOREIGN KEY ("department") REFERENCES "public"."departments"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "break_glass_sessions" ADD CONSTRAINT "break_glass_sessions_grant_no_fkey" FOREIGN KEY ("grant_no") REFERENCES "public"."grants"("grant_no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_days" ADD CONSTRAINT "calendar_days_year_fkey" FOREIGN KEY ("year") REFERENCES "public"."calendar_years"("year") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "department_successions" ADD CONSTRAINT "department_successions_predecessor_fkey" FOREIGN KEY ("predecessor") REFERENCES "public"."departments"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "department_successions" ADD CONSTRAINT "department_successions_successor_fkey" FOREIGN KEY ("successor") REFERENCES "public"."departments"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expiry_marks" ADD CONSTRAINT "expiry_marks_grant_no_fkey" FOREIGN KEY ("grant_no") REFERENCES "public"."grants"("grant_no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grant_origins" ADD CONSTRAINT "grant_origins_grant_no_fkey" FOREIGN KEY ("grant_no") REFERENCES "public"."grants"("grant_no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grant_origins" ADD CONSTRAINT "grant_origins_request_no_fkey" FOREIGN KEY ("request_no") REFERENCES "public"."share_requests"("request_no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grant_origins" ADD CONSTRAINT "grant_origins_supersedes_fkey" FOREIGN KEY ("supersedes") REFERENCES "public"."grants"("grant_no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "impact_assessments" ADD CONSTRAINT "impact_assessments_request_no_fkey" FOREIGN KEY ("request_no") REFERENCES "public"."share_requests"("request_no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_decisions" ADD CONSTRAINT "request_decisions_request_no_fkey" FOREIGN KEY ("request_no") REFERENCES "public"."share_requests"("request_no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_statements" ADD CONSTRAINT "request_statements_request_no_fkey" FOREIGN KEY ("request_no") REFERENCES "public"."share_requests"("request_no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_requests" ADD CONSTRAINT "share_requests_department_fkey" FOREIGN KEY ("department") REFERENCES "public"."departments"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_requests" ADD CONSTRAINT "share_requests_purpose_fkey" FOREIGN KEY ("purpose") REFERENCES "public"."purposes"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_requests" ADD CONSTRAINT "share_requests_earlier_grant_no_fkey" FOREIGN KEY ("earlier_grant_no") REFERENCES "public"."grants"("grant_no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_requests" ADD CONSTRAINT "share_requests_grant_no_fkey" FOREIGN KEY ("grant_no") REFERENCES "public"."grants"("grant_no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "grant_origins_supersedes_idx" ON "grant_origins" USING btree ("supersedes");--> statement-breakpoint
CREATE INDEX "impact_assessments_request_no_idx" ON "impact_assessments" USING btree ("request_no");--> statement-breakpoint
CREATE INDEX "request_statements_request_no_idx" ON "request_statements" USING btree ("request_no","statement_no");--> statement-breakpoint
CREATE INDEX "share_requests_department_idx" ON "share_requests" USING btree ("department","request_no");--> statement-breakpoint
CREATE INDEX "share_requests_owners_idx" ON "share_requests" USING gin ("owners");--> statement-breakpoint
CREATE INDEX "share_requests_grant_no_idx" ON "share_requests" USING btree ("grant_no");
CREATE TABLE "budget_levels" (
	"holder_kind" text NOT NULL,
	"holder" text NOT NULL,
	"points" double precision NOT NULL,
	"filled_at" timestamp with time zone NOT NULL,
	CONSTRAINT "budget_levels_pkey" PRIMARY KEY("holder_kind","holder")
);
--> statement-breakpoint
CREATE TABLE "budgets" (
	"holder_kind" text NOT NULL,
	"holder" text NOT NULL,
	"points_per_second" double precision NOT NULL,
	"burst_points" double precision NOT NULL,
	"set_by" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	CONSTRAINT "budgets_pkey" PRIMARY KEY("holder_kind","holder"),
	CONSTRAINT "budgets_holder_kind_known" CHECK ("budgets"."holder_kind" IN ('CLIENT', 'DEPARTMENT')),
	CONSTRAINT "budgets_points_positive" CHECK ("budgets"."points_per_second" > 0 AND "budgets"."burst_points" >= 1),
	CONSTRAINT "budgets_points_finite" CHECK ("budgets"."points_per_second" <= 1e9 AND "budgets"."burst_points" <= 1e9)
);
--> statement-breakpoint
CREATE TABLE "daily_reads" (
	"department" text NOT NULL,
	"purpose" text NOT NULL,
	"type" text NOT NULL,
	"day" date NOT NULL,
	"taken" integer NOT NULL,
	CONSTRAINT "daily_reads_pkey" PRIMARY KEY("department","purpose","type","day"),
	CONSTRAINT "daily_reads_taken_counts" CHECK ("daily_reads"."taken" >= 0)
);
--> statement-breakpoint
CREATE TABLE "officer_reads" (
	"day" date NOT NULL,
	"officer_id" text NOT NULL,
	"person_id" text NOT NULL,
	CONSTRAINT "officer_reads_pkey" PRIMARY KEY("day","officer_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "volume_alarms" (
	"alarm_no" bigint GENERATED ALWAYS AS IDENTITY (sequence name "volume_alarms_alarm_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"department" text NOT NULL,
	"officer_id" text NOT NULL,
	"day" date NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"details" jsonb NOT NULL,
	CONSTRAINT "volume_alarms_pkey" PRIMARY KEY("alarm_no")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"notice_no" bigint GENERATED ALWAYS AS IDENTITY (sequence name "notices_notice_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"department" text NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"details" jsonb NOT NULL,
	"seen_at" timestamp with time zone,
	"seen_by" text,
	CONSTRAINT "notices_pkey" PRIMARY KEY("notice_no"),
	CONSTRAINT "notices_kind_shape" CHECK ("notices"."kind" ~ '^[A-Z][A-Z_]{2,62}$'),
	CONSTRAINT "notices_seen_by_somebody" CHECK (("notices"."seen_at" IS NULL) = ("notices"."seen_by" IS NULL))
);
--> statement-breakpoint
CREATE TABLE "operation_verdicts" (
	"department" text NOT NULL,
	"operation_id" text NOT NULL,
	"purpose" text NOT NULL,
	"verdicts" jsonb NOT NULL,
	"policy_version" text NOT NULL,
	"judged_at" timestamp with time zone NOT NULL,
	CONSTRAINT "operation_verdicts_pkey" PRIMARY KEY("department","operation_id","purpose")
);
--> statement-breakpoint
CREATE TABLE "operations" (
	"department" text NOT NULL,
	"operation_id" text NOT NULL,
	"name" text NOT NULL,
	"text" text NOT NULL,
	"registered_by" text NOT NULL,
	"registered_at" timestamp with time zone NOT NULL,
	"withdrawn_by" text,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "operations_pkey" PRIMARY KEY("department","operation_id"),
	CONSTRAINT "operations_id_is_hash_of_text" CHECK ("operations"."operation_id" = encode(sha256(convert_to("operations"."text", 'UTF8')), 'hex')),
	CONSTRAINT "operations_name_shape" CHECK ("operations"."name" ~ '^[_A-Za-z][_0-9A-Za-z]{0,62}$'),
	CONSTRAINT "operations_withdrawn_by_somebody" CHECK (("operations"."withdrawn_at" IS NULL) = ("operations"."withdrawn_by" IS NULL))
);
--> statement-breakpoint
ALTER TABLE "clients" ADD COLUMN "is_production" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_department_fkey" FOREIGN KEY ("department") REFERENCES "public"."departments"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operation_verdicts" ADD CONSTRAINT "operation_verdicts_operation_fkey" FOREIGN KEY ("department","operation_id") REFERENCES "public"."operations"("department","operation_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operations" ADD CONSTRAINT "operations_department_fkey" FOREIGN KEY ("department") REFERENCES "public"."departments"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "volume_alarms_once_a_day" ON "volume_alarms" USING btree ("officer_id","day");--> statement-breakpoint
CREATE INDEX "notices_department_idx" ON "notices" USING btree ("department","notice_no");--> statement-breakpoint
CREATE UNIQUE INDEX "operations_one_active_name" ON "operations" USING btree ("department","name") WHERE "operations"."withdrawn_at" IS NULL;
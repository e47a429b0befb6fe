CREATE TABLE "audit_heads" (
	"head_no" bigint NOT NULL,
	"instance_id" uuid NOT NULL,
	"first_sequence" bigint NOT NULL,
	"last_sequence" bigint NOT NULL,
	"jws" text NOT NULL,
	"head_hash" text NOT NULL,
	"previous_head_hash" text NOT NULL,
	"leaves" "bytea" NOT NULL,
	"closed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "audit_heads_pkey" PRIMARY KEY("head_no"),
	CONSTRAINT "audit_heads_previous_head_hash_key" UNIQUE("previous_head_hash"),
	CONSTRAINT "audit_heads_first_sequence_key" UNIQUE("instance_id","first_sequence"),
	CONSTRAINT "audit_heads_forward" CHECK ("audit_heads"."last_sequence" >= "audit_heads"."first_sequence" AND "audit_heads"."first_sequence" > 0),
	CONSTRAINT "audit_heads_leaf_each" CHECK (length("audit_heads"."leaves") = 32 * ("audit_heads"."last_sequence" - "audit_heads"."first_sequence" + 1))
);
--> statement-breakpoint
CREATE TABLE "audit_suppressions" (
	"suppression_no" bigint GENERATED ALWAYS AS IDENTITY (sequence name "audit_suppressions_suppression_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"department" text NOT NULL,
	"purpose" text NOT NULL,
	"case_no" text,
	"reason_zh" text NOT NULL,
	"reason_en" text NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "audit_suppressions_pkey" PRIMARY KEY("suppression_no"),
	CONSTRAINT "audit_suppressions_once" UNIQUE NULLS NOT DISTINCT("department","purpose","case_no","ends_at"),
	CONSTRAINT "audit_suppressions_end" CHECK ("audit_suppressions"."ends_at" > "audit_suppressions"."created_at"),
	CONSTRAINT "audit_suppressions_reason_present" CHECK (length("audit_suppressions"."reason_zh") > 0 AND length("audit_suppressions"."reason_en") > 0)
);
--> statement-breakpoint
CREATE TABLE "consents" (
	"consent_no" bigint GENERATED ALWAYS AS IDENTITY (sequence name "consents_consent_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"department" text NOT NULL,
	"purpose" text NOT NULL,
	"case_no" text NOT NULL,
	"person_id" text NOT NULL,
	"given_at" timestamp with time zone NOT NULL,
	"given_by" text NOT NULL,
	"evidence" text,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_by" text,
	CONSTRAINT "consents_pkey" PRIMARY KEY("consent_no"),
	CONSTRAINT "consents_person_id_shape" CHECK ("consents"."person_id" ~ '^P[A-Z2-7]{24}$'),
	CONSTRAINT "consents_paper_by_officer" CHECK (("consents"."evidence" IS NULL) = ("consents"."given_by" = "consents"."person_id")),
	CONSTRAINT "consents_withdrawn_whole" CHECK (num_nonnulls("consents"."withdrawn_at", "consents"."withdrawn_by") IN (0, 2)),
	CONSTRAINT "consents_withdrawn_forward" CHECK ("consents"."withdrawn_at" >= "consents"."given_at")
);
--> statement-breakpoint
CREATE TABLE "corrections" (
	"correction_no" bigint GENERATED ALWAYS AS IDENTITY (sequence name "corrections_correction_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"coordinate" text NOT NULL,
	"owner_department" text NOT NULL,
	"reason" text NOT NULL,
	"sealed_value" text,
	"requested_by_department" text NOT NULL,
	"requested_by" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"due_date" date NOT NULL,
	"state" text NOT NULL,
	"answer" text,
	"answered_by" text,
	"answered_at" timestamp with time zone,
	CONSTRAINT "corrections_pkey" PRIMARY KEY("correction_no"),
	CONSTRAINT "corrections_state_known" CHECK ("corrections"."state" IN ('OPEN', 'CORRECTED', 'REFUSED')),
	CONSTRAINT "corrections_reason_present" CHECK (length("corrections"."reason") BETWEEN 1 AND 1000),
	CONSTRAINT "corrections_answered_whole" CHECK (num_nonnulls("corrections"."answer", "corrections"."answered_by", "corrections"."answered_at") = CASE WHEN "corrections"."state" = 'OPEN' THEN 0 ELSE 3 END)
);
--> statement-breakpoint
ALTER TABLE "audit_records" ADD COLUMN "nonce" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_records" ADD COLUMN "body_hash" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_records" ADD COLUMN "line_hashes" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_records" ADD COLUMN "hash" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_purpose_department_fkey" FOREIGN KEY ("purpose","department") REFERENCES "public"."purpose_departments"("purpose","department") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "consents_one_active" ON "consents" USING btree ("department","purpose","case_no","person_id") WHERE "consents"."withdrawn_at" IS NULL;--> statement-breakpoint
CREATE INDEX "consents_person_id_idx" ON "consents" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "corrections_one_open" ON "corrections" USING btree ("subject_id","coordinate") WHERE "corrections"."state" = 'OPEN';--> statement-breakpoint
CREATE INDEX "corrections_owner_department_idx" ON "corrections" USING btree ("owner_department","state","due_date");
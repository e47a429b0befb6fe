CREATE TABLE "grant_diets" (
	"diet_no" bigint GENERATED ALWAYS AS IDENTITY (sequence name "grant_diets_diet_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"grant_no" text NOT NULL,
	"unused_fields" text[] NOT NULL,
	"proposed_by" text NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"lapses_at" timestamp with time zone NOT NULL,
	"objected_by" text,
	"objection" text,
	"closed_at" timestamp with time zone,
	"successor_grant_no" text,
	CONSTRAINT "grant_diets_pkey" PRIMARY KEY("diet_no"),
	CONSTRAINT "grant_diets_says_something" CHECK (cardinality("grant_diets"."unused_fields") > 0)
);
--> statement-breakpoint
CREATE TABLE "policy_examples" (
	"example_no" bigint GENERATED ALWAYS AS IDENTITY (sequence name "policy_examples_example_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"owner" text NOT NULL,
	"department" text NOT NULL,
	"region" text NOT NULL,
	"purpose" text NOT NULL,
	"operation" text NOT NULL,
	"variables" jsonb NOT NULL,
	"expected" jsonb NOT NULL,
	"is_in_use" boolean DEFAULT true NOT NULL,
	"saved_by" text NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "policy_examples_pkey" PRIMARY KEY("example_no"),
	CONSTRAINT "policy_examples_owner_name_key" UNIQUE("owner","name"),
	CONSTRAINT "policy_examples_expects_something" CHECK ("policy_examples"."expected" <> '{}'::jsonb)
);
--> statement-breakpoint
CREATE TABLE "operation_texts" (
	"operation_hash" text NOT NULL,
	"text" text NOT NULL,
	"first_seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "operation_texts_pkey" PRIMARY KEY("operation_hash"),
	CONSTRAINT "operation_texts_hash_of_text" CHECK ("operation_texts"."operation_hash" = encode(sha256(convert_to("operation_texts"."text", 'UTF8')), 'hex')),
	CONSTRAINT "operation_texts_no_number" CHECK ("operation_texts"."text" !~ '[0-9]{15}'),
	CONSTRAINT "operation_texts_length" CHECK (length("operation_texts"."text") <= 20000)
);
--> statement-breakpoint
CREATE TABLE "policy_drafts" (
	"draft_no" bigint GENERATED ALWAYS AS IDENTITY (sequence name "policy_drafts_draft_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"content_hash" text NOT NULL,
	"content" jsonb NOT NULL,
	"base_version_no" bigint,
	"reason" text NOT NULL,
	"proposed_by" text NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"published_by" text,
	"published_at" timestamp with time zone,
	"version_no" bigint,
	CONSTRAINT "policy_drafts_pkey" PRIMARY KEY("draft_no"),
	CONSTRAINT "policy_drafts_two_people" CHECK ("policy_drafts"."published_by" <> "policy_drafts"."proposed_by"),
	CONSTRAINT "policy_drafts_published_whole" CHECK (num_nonnulls("policy_drafts"."published_by", "policy_drafts"."published_at", "policy_drafts"."version_no") IN (0, 3))
);
--> statement-breakpoint
CREATE TABLE "policy_pointer_moves" (
	"move_no" bigint GENERATED ALWAYS AS IDENTITY (sequence name "policy_pointer_moves_move_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"version_no" bigint NOT NULL,
	"moved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "policy_pointer_moves_pkey" PRIMARY KEY("move_no")
);
--> statement-breakpoint
CREATE TABLE "policy_signatures" (
	"content_hash" text NOT NULL,
	"kid" text NOT NULL,
	"jws" text NOT NULL,
	"signed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "policy_signatures_pkey" PRIMARY KEY("content_hash","kid")
);
--> statement-breakpoint
ALTER TABLE "grant_diets" ADD CONSTRAINT "grant_diets_grant_no_fkey" FOREIGN KEY ("grant_no") REFERENCES "public"."grants"("grant_no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_examples" ADD CONSTRAINT "policy_examples_owner_fkey" FOREIGN KEY ("owner") REFERENCES "public"."departments"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_examples" ADD CONSTRAINT "policy_examples_department_fkey" FOREIGN KEY ("department") REFERENCES "public"."departments"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_drafts" ADD CONSTRAINT "policy_drafts_base_version_no_fkey" FOREIGN KEY ("base_version_no") REFERENCES "public"."policy_versions"("version_no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_drafts" ADD CONSTRAINT "policy_drafts_version_no_fkey" FOREIGN KEY ("version_no") REFERENCES "public"."policy_versions"("version_no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_pointer_moves" ADD CONSTRAINT "policy_pointer_moves_version_no_fkey" FOREIGN KEY ("version_no") REFERENCES "public"."policy_versions"("version_no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_signatures" ADD CONSTRAINT "policy_signatures_content_hash_fkey" FOREIGN KEY ("content_hash") REFERENCES "public"."policy_versions"("content_hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "grant_diets_one_open" ON "grant_diets" USING btree ("grant_no") WHERE "grant_diets"."closed_at" IS NULL;--> statement-breakpoint
CREATE INDEX "policy_pointer_moves_moved_at_idx" ON "policy_pointer_moves" USING btree ("moved_at","move_no");
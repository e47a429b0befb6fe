CREATE TABLE "audit_records" (
	"instance_id" uuid NOT NULL,
	"sequence" bigint NOT NULL,
	"request_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"client_id" text NOT NULL,
	"department" text NOT NULL,
	"region" text NOT NULL,
	"officer_id" text,
	"citizen_id" text,
	"purpose" text,
	"case_no" text,
	"operation_hash" text NOT NULL,
	"operation_name" text,
	"policy_version" text NOT NULL,
	"subjects" jsonb NOT NULL,
	"verdicts" jsonb NOT NULL,
	"row_counts" jsonb NOT NULL,
	"duration_ms" double precision NOT NULL,
	"outcome" text NOT NULL,
	CONSTRAINT "audit_records_pkey" PRIMARY KEY("instance_id","sequence")
);
--> statement-breakpoint
CREATE TABLE "clients" (
	"client_id" text NOT NULL,
	"department" text NOT NULL,
	"region" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"secret_hash" text,
	"public_jwks" jsonb,
	"roles" text[] NOT NULL,
	"can_act_for_citizens" boolean DEFAULT false NOT NULL,
	"suspended_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "clients_pkey" PRIMARY KEY("client_id"),
	CONSTRAINT "clients_client_id_shape" CHECK ("clients"."client_id" ~ '^[a-z0-9][a-z0-9-]{2,62}$'),
	CONSTRAINT "clients_region_shape" CHECK ("clients"."region" ~ '^[0-9]{6}$'),
	CONSTRAINT "clients_roles_known" CHECK ("clients"."roles" <@ ARRAY['officer', 'investigator', 'admin', 'approver', 'auditor', 'citizen']::text[]),
	CONSTRAINT "clients_has_one_credential" CHECK (num_nonnulls("clients"."secret_hash", "clients"."public_jwks") = 1),
	CONSTRAINT "clients_secret_hash_shape" CHECK ("clients"."secret_hash" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "departments" (
	"code" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	CONSTRAINT "departments_pkey" PRIMARY KEY("code"),
	CONSTRAINT "departments_code_shape" CHECK ("departments"."code" ~ '^[A-Z]{3}$')
);
--> statement-breakpoint
CREATE TABLE "grants" (
	"grant_no" text NOT NULL,
	"department" text NOT NULL,
	"purpose" text NOT NULL,
	"type" text NOT NULL,
	"fields" jsonb NOT NULL,
	"is_aggregate" boolean NOT NULL,
	"scope_kind" text NOT NULL,
	"scope_prefixes" text[] NOT NULL,
	"is_lookup_only" boolean NOT NULL,
	"is_case_required" boolean NOT NULL,
	"max_per_day" integer,
	"max_batch" integer,
	"legal_basis" text NOT NULL,
	"valid_from" timestamp with time zone NOT NULL,
	"valid_until" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "grants_pkey" PRIMARY KEY("grant_no"),
	CONSTRAINT "grants_grant_no_shape" CHECK ("grants"."grant_no" ~ '^G-[A-Z0-9-]{3,60}$'),
	CONSTRAINT "grants_type_shape" CHECK ("grants"."type" ~ '^[A-Z][A-Za-z0-9]*$'),
	CONSTRAINT "grants_fields_is_object" CHECK (jsonb_typeof("grants"."fields") = 'object'),
	CONSTRAINT "grants_aggregate_reads_no_field" CHECK ("grants"."is_aggregate" = ("grants"."fields" = '{}'::jsonb)),
	CONSTRAINT "grants_scope_kind_known" CHECK ("grants"."scope_kind" IN ('OWN', 'PREFIXES', 'ALL', 'SELF')),
	CONSTRAINT "grants_prefixes_belong_to_scope" CHECK (CASE WHEN "grants"."scope_kind" = 'PREFIXES'
        THEN array_to_string("grants"."scope_prefixes", ',', '?') ~ '^\d\d(\d\d(\d\d(\d{3}(\d{3}(\d{3})?)?)?)?)?(,\d\d(\d\d(\d\d(\d{3}(\d{3}(\d{3})?)?)?)?)?)*$'
        ELSE cardinality("grants"."scope_prefixes") = 0 END),
	CONSTRAINT "grants_limits_positive" CHECK ("grants"."max_per_day" > 0 AND "grants"."max_batch" > 0),
	CONSTRAINT "grants_legal_basis_present" CHECK (length("grants"."legal_basis") > 0),
	CONSTRAINT "grants_valid_forward" CHECK ("grants"."valid_until" > "grants"."valid_from"),
	CONSTRAINT "grants_valid_one_year" CHECK ("grants"."valid_until" AT TIME ZONE 'Asia/Shanghai' <= "grants"."valid_from" AT TIME ZONE 'Asia/Shanghai' + interval '1 year')
);
--> statement-breakpoint
CREATE TABLE "hub_revision" (
	"is_the_only_row" boolean DEFAULT true NOT NULL,
	"revision" bigint NOT NULL,
	CONSTRAINT "hub_revision_pkey" PRIMARY KEY("is_the_only_row"),
	CONSTRAINT "hub_revision_one_row" CHECK ("hub_revision"."is_the_only_row")
);
--> statement-breakpoint
CREATE TABLE "officers" (
	"officer_id" text NOT NULL,
	"department" text NOT NULL,
	"region" text NOT NULL,
	"roles" text[] NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "officers_pkey" PRIMARY KEY("officer_id"),
	CONSTRAINT "officers_officer_id_shape" CHECK ("officers"."officer_id" ~ '^[a-z0-9][a-z0-9-]{2,62}$'),
	CONSTRAINT "officers_region_shape" CHECK ("officers"."region" ~ '^[0-9]{6}$'),
	CONSTRAINT "officers_roles_known" CHECK ("officers"."roles" <@ ARRAY['officer', 'investigator', 'admin', 'approver', 'auditor', 'citizen']::text[] AND cardinality("officers"."roles") > 0),
	CONSTRAINT "officers_roles_of_staff" CHECK (NOT 'citizen' = ANY("officers"."roles"))
);
--> statement-breakpoint
CREATE TABLE "oidc_payloads" (
	"model" text NOT NULL,
	"id" text NOT NULL,
	"payload" jsonb NOT NULL,
	"grant_id" text,
	"uid" text,
	"user_code" text,
	"consumed_at" timestamp with time zone,
	"expires_at" timestamp with time zone,
	CONSTRAINT "oidc_payloads_pkey" PRIMARY KEY("model","id")
);
--> statement-breakpoint
CREATE TABLE "policy_pointer" (
	"is_the_only_row" boolean DEFAULT true NOT NULL,
	"version_no" bigint NOT NULL,
	"moved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "policy_pointer_pkey" PRIMARY KEY("is_the_only_row"),
	CONSTRAINT "policy_pointer_one_row" CHECK ("policy_pointer"."is_the_only_row")
);
--> statement-breakpoint
CREATE TABLE "policy_versions" (
	"version_no" bigint GENERATED ALWAYS AS IDENTITY (sequence name "policy_versions_version_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"content_hash" text NOT NULL,
	"content" jsonb NOT NULL,
	"author" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "policy_versions_pkey" PRIMARY KEY("version_no"),
	CONSTRAINT "policy_versions_content_hash_key" UNIQUE("content_hash"),
	CONSTRAINT "policy_versions_content_hash_shape" CHECK ("policy_versions"."content_hash" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "purpose_departments" (
	"purpose" text NOT NULL,
	"department" text NOT NULL,
	CONSTRAINT "purpose_departments_pkey" PRIMARY KEY("purpose","department")
);
--> statement-breakpoint
CREATE TABLE "purposes" (
	"code" text NOT NULL,
	"text_zh" text NOT NULL,
	"text_en" text NOT NULL,
	"legal_basis" text NOT NULL,
	"basis_kind" text NOT NULL,
	"is_case_required" boolean NOT NULL,
	CONSTRAINT "purposes_pkey" PRIMARY KEY("code"),
	CONSTRAINT "purposes_code_shape" CHECK ("purposes"."code" ~ '^[A-Z][A-Z0-9_]{2,62}$'),
	CONSTRAINT "purposes_basis_kind_known" CHECK ("purposes"."basis_kind" IN ('STATUTORY_DUTY', 'CONSENT', 'SELF_ACCESS')),
	CONSTRAINT "purposes_legal_basis_present" CHECK (length("purposes"."legal_basis") > 0)
);
--> statement-breakpoint
CREATE TABLE "signing_keys" (
	"kid" text NOT NULL,
	"algorithm" text NOT NULL,
	"public_jwk" jsonb NOT NULL,
	"sealed_private_jwk" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"retired_at" timestamp with time zone,
	CONSTRAINT "signing_keys_pkey" PRIMARY KEY("kid"),
	CONSTRAINT "signing_keys_algorithm_known" CHECK ("signing_keys"."algorithm" IN ('ES256', 'EdDSA')),
	CONSTRAINT "signing_keys_public_jwk_is_public" CHECK (NOT "signing_keys"."public_jwk" ?| ARRAY['d', 'p', 'q', 'dp', 'dq', 'qi', 'k'])
);
--> statement-breakpoint
ALTER TABLE "clients" ADD CONSTRAINT "clients_department_fkey" FOREIGN KEY ("department") REFERENCES "public"."departments"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_purpose_department_fkey" FOREIGN KEY ("purpose","department") REFERENCES "public"."purpose_departments"("purpose","department") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "officers" ADD CONSTRAINT "officers_department_fkey" FOREIGN KEY ("department") REFERENCES "public"."departments"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_pointer" ADD CONSTRAINT "policy_pointer_version_no_fkey" FOREIGN KEY ("version_no") REFERENCES "public"."policy_versions"("version_no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purpose_departments" ADD CONSTRAINT "purpose_departments_purpose_fkey" FOREIGN KEY ("purpose") REFERENCES "public"."purposes"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purpose_departments" ADD CONSTRAINT "purpose_departments_department_fkey" FOREIGN KEY ("department") REFERENCES "public"."departments"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "oidc_payloads_grant_id_idx" ON "oidc_payloads" USING btree ("grant_id") WHERE "oidc_payloads"."grant_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "oidc_payloads_uid_idx" ON "oidc_payloads" USING btree ("uid") WHERE "oidc_payloads"."uid" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "oidc_payloads_expires_at_idx" ON "oidc_payloads" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "signing_keys_one_active_key" ON "signing_keys" USING btree ((true)) WHERE "signing_keys"."retired_at" IS NULL;
CREATE TABLE "grant_revocations" (
	"revocation_no" bigint GENERATED ALWAYS AS IDENTITY (sequence name "grant_revocations_revocation_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"grant_no" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	"by" text NOT NULL,
	CONSTRAINT "grant_revocations_pkey" PRIMARY KEY("revocation_no"),
	CONSTRAINT "grant_revocations_grant_no_key" UNIQUE("grant_no"),
	CONSTRAINT "grant_revocations_reason_present" CHECK (length("grant_revocations"."reason") > 0)
);
--> statement-breakpoint
ALTER TABLE "grant_revocations" ADD CONSTRAINT "grant_revocations_grant_no_fkey" FOREIGN KEY ("grant_no") REFERENCES "public"."grants"("grant_no") ON DELETE no action ON UPDATE no action;
CREATE TABLE "guess_alerts" (
	"department" text NOT NULL,
	"subject" text NOT NULL,
	"field" text NOT NULL,
	"alert_date" date NOT NULL,
	"client_id" text NOT NULL,
	"officer_id" text,
	"purpose" text NOT NULL,
	"first_at" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	"refused_count" integer NOT NULL,
	CONSTRAINT "guess_alerts_pkey" PRIMARY KEY("department","subject","field","alert_date")
);
--> statement-breakpoint
CREATE TABLE "verification_guesses" (
	"department" text NOT NULL,
	"subject" text NOT NULL,
	"field" text NOT NULL,
	"guesses" jsonb NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	CONSTRAINT "verification_guesses_pkey" PRIMARY KEY("department","subject","field"),
	CONSTRAINT "verification_guesses_named" CHECK (jsonb_typeof("verification_guesses"."guesses") = 'object')
);
--> statement-breakpoint
CREATE INDEX "guess_alerts_last_at_idx" ON "guess_alerts" USING btree ("last_at");--> statement-breakpoint
CREATE INDEX "verification_guesses_last_at_idx" ON "verification_guesses" USING btree ("last_at");
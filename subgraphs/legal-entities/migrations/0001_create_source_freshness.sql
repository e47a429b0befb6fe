CREATE TABLE "source_freshness" (
	"source_catalog" text collate "C" PRIMARY KEY NOT NULL,
	"as_of" timestamp with time zone,
	"max_age_hours" integer
);

CREATE TABLE "count_editions" (
	"set_name" text collate "C" NOT NULL,
	"edition" text collate "C" NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"tables" jsonb NOT NULL,
	CONSTRAINT "count_editions_pkey" PRIMARY KEY("set_name","edition")
);

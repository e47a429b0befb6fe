-- The one way to change a single field: its owner says what is right. The role that loads may add a line here and still
-- changes no row by itself; the value goes into the person's row and is kept nowhere else.

CREATE TABLE "person_corrections" (
  "correction_no" bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT "person_corrections_pkey" PRIMARY KEY,
  "person_id" text COLLATE "C" NOT NULL,
  "field" text NOT NULL,
  "value" text,
  "source_dept" text NOT NULL,
  "source_row_id" text NOT NULL,
  "corrected_at" timestamp with time zone NOT NULL,
  CONSTRAINT "person_corrections_field_known"
    CHECK ("field" IN ('name', 'formerName', 'hukouAddress', 'residenceAddress', 'mobilePhone', 'occupation')),
  CONSTRAINT "person_corrections_value_gone" CHECK ("value" IS NULL)
);
--> statement-breakpoint
CREATE FUNCTION "apply_person_correction"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE "persons" SET
    "name" = CASE WHEN NEW."field" = 'name' THEN NEW."value" ELSE "name" END,
    "former_name" = CASE WHEN NEW."field" = 'formerName' THEN NEW."value" ELSE "former_name" END,
    "hukou_address" = CASE WHEN NEW."field" = 'hukouAddress' THEN NEW."value" ELSE "hukou_address" END,
    "residence_address" = CASE WHEN NEW."field" = 'residenceAddress' THEN NEW."value" ELSE "residence_address" END,
    "mobile_phone" = CASE WHEN NEW."field" = 'mobilePhone' THEN NEW."value" ELSE "mobile_phone" END,
    "occupation" = CASE WHEN NEW."field" = 'occupation' THEN NEW."value" ELSE "occupation" END,
    "flags" = CASE WHEN 'CORRECTED' = ANY("flags") THEN "flags" ELSE array_append("flags", 'CORRECTED') END,
    "record_version" = "record_version" + 1,
    "record_valid_from" = NEW."corrected_at",
    "updated_at" = NEW."corrected_at"
  WHERE "person_id" = NEW."person_id";
  IF NOT FOUND THEN
    RAISE EXCEPTION 'nobody to correct' USING ERRCODE = 'no_data_found';
  END IF;
  NEW."value" := NULL;
  RETURN NEW;
END;
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION "apply_person_correction" FROM PUBLIC;
--> statement-breakpoint
CREATE TRIGGER "person_corrections_apply" BEFORE INSERT ON "person_corrections"
  FOR EACH ROW EXECUTE FUNCTION "apply_person_correction"();

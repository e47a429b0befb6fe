import type { Sql } from "postgres";

export interface OfficerReads {
  readonly department: string;
  readonly officerId: string;
  /** YYYY-MM-DD */
  readonly day: string;
  readonly personIds: readonly string[];
  /** More persons than this in one day raise the alarm. */
  readonly most: number;
  readonly nowMs: number;
}

export interface OfficerReadCount {
  readonly personCount: number;
  /** True once a day for each officer. */
  readonly isAlarmRaised: boolean;
}

const NOTE = `
  SELECT person_count AS "personCount", is_alarm_raised AS "isAlarmRaised"
  FROM note_officer_reads($1, $2, $3::text::date, ARRAY(SELECT jsonb_array_elements_text($4::text::jsonb)), $5::int,
    to_timestamp($6::float8 / 1000))`;

/** Adds to whom the officer read that day; how many different persons those are by now. */
export async function noteOfficerReads(sql: Sql, reads: OfficerReads): Promise<OfficerReadCount> {
  const { department, officerId, day, personIds, most, nowMs } = reads;
  const values = [department, officerId, day, JSON.stringify(personIds), most, nowMs];
  const [count] = await sql.unsafe<OfficerReadCount[]>(NOTE, values, { prepare: true });
  if (!count) throw new Error("the count of an officer's reads is missing");
  return count;
}

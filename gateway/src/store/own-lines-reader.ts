import type { Sql } from "postgres";
import type { Verdict } from "../audit/audit-record.ts";

/** Where the last line of a page stood. */
export interface LinePlace {
  readonly at: string;
  readonly instanceId: string;
  readonly sequence: number;
}

/** One record as far as it is about one person, with what a proof of it needs. */
export interface OwnLineRow {
  readonly instanceId: string;
  readonly sequence: number;
  readonly at: Date;
  readonly department: string;
  readonly purpose: string | null;
  readonly verbs: readonly string[];
  readonly verdicts: Readonly<Record<string, Verdict>>;
  readonly salt: string;
  readonly bodyHash: string;
  readonly lineHashes: readonly string[];
  readonly previousHash: string | null;
  readonly hash: string;
}

export interface HeadRow {
  readonly instanceId: string;
  readonly firstSequence: number;
  readonly lastSequence: number;
  readonly jws: string;
  readonly leaves: Uint8Array;
}

/** Records about this person, the newest first. The database's function gives a gateway these and no others. */
export async function listOwnLines(
  sql: Sql,
  personId: string,
  before: LinePlace | null,
  max: number,
): Promise<OwnLineRow[]> {
  const { at = null, instanceId = null, sequence = null } = before ?? {};
  return sql<OwnLineRow[]>`
    SELECT instance_id AS "instanceId", sequence::float8 AS sequence, at, department, purpose, to_json(verbs) AS verbs, verdicts,
      salt,
      body_hash AS "bodyHash", to_json(line_hashes) AS "lineHashes", previous_hash AS "previousHash", hash
    FROM citizen_audit_lines(${personId}, ${at}, ${instanceId}, ${sequence}, ${max})`;
}

/** The heads over these records; none for one that is still open. */
export async function listHeadsOver(sql: Sql, lines: readonly OwnLineRow[]): Promise<HeadRow[]> {
  // As one text: the connection asks for no types when it opens, and knows no lists without.
  const places = JSON.stringify(lines.map(({ instanceId, sequence }) => ({ run: instanceId, sequence })));
  return sql<HeadRow[]>`
    SELECT DISTINCT ON (h.head_no) h.instance_id AS "instanceId", h.first_sequence::float8 AS "firstSequence",
      h.last_sequence::float8 AS "lastSequence", h.jws, h.leaves
    FROM jsonb_to_recordset(${places}::text::jsonb) AS l (run uuid, sequence bigint)
    JOIN LATERAL (
      SELECT * FROM audit_heads
      WHERE instance_id = l.run AND first_sequence <= l.sequence ORDER BY first_sequence DESC LIMIT 1
    ) h ON h.last_sequence >= l.sequence`;
}

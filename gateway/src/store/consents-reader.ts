import type { Sql } from "postgres";

export interface ConsentKey {
  readonly department: string;
  readonly purpose: string;
  readonly caseNo: string;
}

/** Far more people than one case concerns. */
const MAX_PEOPLE = 10_000;

/** The people whose consent to this purpose in this case stands at this moment. */
export async function listConsenting(sql: Sql, { department, purpose, caseNo }: ConsentKey): Promise<string[]> {
  const rows = await sql<{ person_id: string }[]>`
    SELECT person_id FROM consents
    WHERE department = ${department} AND purpose = ${purpose} AND case_no = ${caseNo} AND withdrawn_at IS NULL
    LIMIT ${MAX_PEOPLE}`;
  return rows.map(({ person_id }) => person_id);
}

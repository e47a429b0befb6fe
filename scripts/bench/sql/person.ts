import type { Registers } from "./registers.ts";

/** One person by number, eight fields: one statement. */
export async function lookup({ population }: Registers, { idNumber }: { readonly idNumber: string }) {
  const [person = null] = await population.next`
    select person_id as "personId", name, sex, birth_date as "birthDate", ethnicity, hukou_type as "hukouType",
      hukou_address as "hukouAddress", life_status as "lifeStatus"
    from persons where id_number = ${idNumber}`;
  return { person };
}

/** Many persons by number, in the order asked: one statement. */
export async function batch({ population }: Registers, { idNumbers }: { readonly idNumbers: string[] }) {
  const rows = await population.next`
    select id_number as "idNumber", person_id as "personId", name, sex, birth_date as "birthDate", ethnicity,
      hukou_type as "hukouType", hukou_address as "hukouAddress", life_status as "lifeStatus"
    from persons where id_number = any(${idNumbers})`;
  const byNumber = new Map(rows.map(({ idNumber, ...person }) => [idNumber, person]));
  return { persons: idNumbers.map((idNumber) => byNumber.get(idNumber) ?? null) };
}

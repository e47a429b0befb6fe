import { checkCitizenId } from "@tongshu/schema";
import postgres from "postgres";
import type { QuestionName, Variables } from "./questions.ts";

/** Where to draw from: two registers, read as their owners. */
export interface SubjectSources {
  readonly populationUrl: string;
  readonly legalEntitiesUrl: string;
}

/** The requests of each question, in the order they are sent; the same for every way and every run of one province. */
export type Subjects = Readonly<Record<QuestionName, readonly Variables[]>>;

/** Several seconds of the fastest way, so that hardly anybody is asked for twice while a cache could still be warm. */
const DOSSIER_COUNT = 4_000;
const LOOKUP_COUNT = 20_000;
const BATCH_SIZE = 100;
const SMALLEST_LIST = 100;

export async function drawSubjects(
  { populationUrl, legalEntitiesUrl }: SubjectSources,
  asOfDate: string,
): Promise<Subjects> {
  const population = postgres(populationUrl, { max: 1, onnotice: () => {} });
  const legalEntities = postgres(legalEntitiesUrl, { max: 1, onnotice: () => {} });
  try {
    const owners = onlyValid(await numbersOf(population, await ownersIn(legalEntities)), asOfDate);
    const people = onlyValid(await anyNumbers(population), asOfDate);
    const regions = await regionsOf(legalEntities);
    return {
      dossier: owners.map((idNumber) => ({ idNumber })),
      lookup: people.map((idNumber) => ({ idNumber })),
      list: regions.map((region) => ({ region })),
      batch: chunks(people, BATCH_SIZE).map((idNumbers) => ({ idNumbers })),
    };
  } finally {
    await Promise.all([population.end(), legalEntities.end()]);
  }
}

interface Numbered {
  readonly idNumber: string;
}

/** People with the fullest dossiers: who hold both a post and a share come first, then the others with a post. */
async function ownersIn(legalEntities: postgres.Sql): Promise<string[]> {
  const rows = await legalEntities<{ personId: string }[]>`
    select person_id as "personId" from key_persons where person_id is not null group by person_id
    order by exists (select from shareholders where holder_person_id = person_id) desc, md5(person_id)
    limit ${DOSSIER_COUNT}`;
  return rows.map(({ personId }) => personId);
}

async function numbersOf(population: postgres.Sql, personIds: readonly string[]): Promise<Numbered[]> {
  return await population<Numbered[]>`
    select id_number as "idNumber" from persons
    where person_id = any(${personIds as string[]}) and id_number is not null and household_id is not null and ${ofProvince(population)}
    order by md5(person_id)`;
}

/** A grant by region rightly shows no household of another province. */
function ofProvince(population: postgres.Sql) {
  return population`hukou_region like '62%'`;
}

async function anyNumbers(population: postgres.Sql): Promise<Numbered[]> {
  return await population<Numbered[]>`
    select id_number as "idNumber" from persons where id_number is not null and ${ofProvince(population)} order by md5(person_id) limit ${LOOKUP_COUNT}`;
}

/** Counties large enough to fill a page; at a tiny scale, where there is none, the whole province. */
async function regionsOf(legalEntities: postgres.Sql): Promise<string[]> {
  const rows = await legalEntities<{ region: string }[]>`
    select left(registration_region, 6) as region from legal_entities
    group by 1 having count(*) >= ${SMALLEST_LIST} order by md5(left(registration_region, 6))`;
  return rows.length > 0 ? rows.map(({ region }) => region) : ["620000"];
}

/** The registers hold planted mistakes; a number that no department could type in is not a question. */
function onlyValid(rows: readonly Numbered[], asOfDate: string): string[] {
  const numbers = rows.map(({ idNumber }) => idNumber);
  return numbers.filter((number) => {
    const checked = checkCitizenId(number, { asOfDate });
    return checked.ok && checked.value === number;
  });
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  const full = Math.max(1, Math.floor(items.length / size));
  return Array.from({ length: full }, (_, index) => items.slice(index * size, (index + 1) * size));
}

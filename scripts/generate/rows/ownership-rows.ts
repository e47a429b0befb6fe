import type { tables } from "@tongshu/legal-entities";
import { addYears, dayText } from "../calendar.ts";
import { capitalOf, yuan } from "../organisations/capital.ts";
import { type Position, positionsOf } from "../organisations/key-persons.ts";
import type { Organisation } from "../organisations/organisations.ts";
import { type Holder, shareholdersOf } from "../organisations/shareholders.ts";
import type { Province } from "../province.ts";
import type { Random } from "../random/random.ts";
import { weightedKeys } from "../random/weighted.ts";
import type { RowOf } from "./encode-row.ts";
import { type RowSource, recordColumns } from "./record.ts";
import type { Slice } from "./slice.ts";

const INVESTORS: RowSource = { dept: "AIC", catalog: "AIC-04", confidence: "AUTHORITATIVE" };
const PERSONNEL: RowSource = { dept: "AIC", catalog: "AIC-05", confidence: "AUTHORITATIVE" };

const drawMethod = weightedKeys({ MONEY: 90, IN_KIND: 5, INTELLECTUAL_PROPERTY: 2, LAND_USE_RIGHT: 2, EQUITY: 1 });
const WHOLE = 1_000_000;

export function* shareholderRows(province: Province, slice: Slice): Generator<RowOf<typeof tables.shareholders>> {
  const { organisationAt, owners, streams } = province;
  const cells = province.directory.select((kind) => kind === "ENTERPRISE");
  const [from, to] = slice.of(cells.count);
  for (let nth = from; nth < to; nth++) {
    const company = organisationAt(cells.organisation(nth));
    const holders = shareholdersOf(company, province, owners, streams);
    const random = streams(`ShareholderRow/${company.cell.position}`, company.rank);
    const capital = capitalOf(company, streams) ?? 0;
    for (const [i, holder] of holders.entries()) yield shareholderRow(company, holder, i + 1, capital, random);
  }
}

function shareholderRow(
  company: Organisation,
  holder: Holder,
  seq: number,
  capital: number,
  random: Random,
): RowOf<typeof tables.shareholders> {
  const subscribed = (capital * holder.millionths) / WHOLE;
  return {
    entityId: company.entityId,
    seq,
    registrationRegion: company.cell.people.county.code,
    holderKind: holder.kind,
    holderName: holder.name,
    holderPersonId: holder.person?.personId ?? null,
    holderEntityId: holder.entity?.entityId ?? null,
    subscribedAmount: yuan(subscribed),
    paidAmount: yuan(subscribed * random.pick([0, 0.5, 1, 1])),
    ratio: (holder.millionths / (WHOLE / 100)).toFixed(4),
    contributionMethod: drawMethod(random),
    dueDate: dayText(addYears(holder.fromDay, random.pick([5, 10, 20]))),
    fromDate: dayText(holder.fromDay),
    toDate: null,
    ...recordColumns(INVESTORS, company.index * 10 + seq, random),
  };
}

export function* keyPersonRows(province: Province, slice: Slice): Generator<RowOf<typeof tables.keyPersons>> {
  const { directory, organisationAt, owners, streams } = province;
  const [from, to] = slice.of(directory.count);
  for (let index = from; index < to; index++) {
    const organisation = organisationAt(index);
    const random = streams(`KeyPersonRow/${organisation.cell.position}`, organisation.rank);
    for (const [i, position] of positionsOf(organisation, owners, streams).entries()) {
      yield keyPersonRow(organisation, position, i + 1, random);
    }
  }
}

function keyPersonRow(
  organisation: Organisation,
  position: Position,
  seq: number,
  random: Random,
): RowOf<typeof tables.keyPersons> {
  return {
    entityId: organisation.entityId,
    seq,
    registrationRegion: organisation.cell.people.county.code,
    name: position.citizen.name,
    personId: position.citizen.personId,
    position: position.position,
    isLegalRep: position.isLegalRep,
    appointedBy: position.position === "OPERATOR" ? null : "股东会决议",
    fromDate: dayText(position.fromDay),
    toDate: position.toDay === null ? null : dayText(position.toDay),
    ...recordColumns(PERSONNEL, organisation.index * 10 + seq, random),
  };
}

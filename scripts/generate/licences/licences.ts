import { licenceIdentifier } from "@tongshu/schema";
import { AS_OF, ageOn, type Day } from "../calendar.ts";
import type { Parties } from "../organisations/organisations.ts";
import type { CountyPeople } from "../people/population.ts";
import { apportion } from "../random/apportion.ts";
import { lastStartingBy } from "../random/last-starting-by.ts";
import type { Random } from "../random/random.ts";
import type { Streams } from "../random/streams.ts";
import { FULL_VOLUMES, volumeAt } from "../volumes.ts";
import { countyOf, type Holder, type Holders, holdersOf, lifeOf, plannedHolder } from "./holders.ts";
import { issuerCode, type LicenceType, licenceType } from "./licence-types.ts";
import { PLANNED_LICENCES, type PlannedLicence } from "./planned-licences.ts";
import { SERIES, type Series } from "./series.ts";
import { drawTerm, lastDayOf, plannedTerm, type Term } from "./terms.ts";

export interface Licence {
  /** Counted through the province, series after series. */
  readonly index: number;
  readonly series: Series;
  readonly type: LicenceType;
  readonly holder: Holder;
  readonly issuerUscc: string;
  /** Number within the series; both versions of a licence have the first one's. */
  readonly number: number;
  readonly version: number;
  readonly term: Term;
  readonly validFrom: Day;
  readonly random: Random;
}

export interface Licences {
  readonly count: number;
  licenceAt(index: number): Licence;
}

/** Of every thirteen rows the last is a second version of the licence before it: one licence in twelve was changed. */
const VERSION_PERIOD = 13;
/** A prefecture keeps at least one business licence beside the planned ones. */
const PREFECTURES = 14;

interface OpenSeries {
  readonly series: Series;
  readonly type: LicenceType;
  readonly first: number;
  readonly count: number;
  readonly planned: readonly PlannedLicence[];
  readonly holders: Holders;
}

export function openLicences(
  parties: Parties,
  population: readonly CountyPeople[],
  scale: number,
  streams: Streams,
): Licences {
  const counts = countSeries(scale);
  let count = 0;
  const open = SERIES.map((series, i): OpenSeries => {
    const planned = PLANNED_LICENCES[series.hubCode] ?? [];
    const holders = holdersOf(series, parties, population, streams);
    const opened = {
      series,
      type: licenceType(series.hubCode),
      first: count,
      count: holders.count === 0 ? planned.length : counts[i]!,
      planned,
      holders,
    };
    count += opened.count;
    return opened;
  });
  return {
    count,
    licenceAt(index) {
      const series = open[lastStartingBy(open, index, ({ first }) => first)]!;
      const nth = index - series.first;
      return nth < series.planned.length
        ? planned(series, nth, parties, population, streams)
        : drawn(series, nth - series.planned.length, streams);
    },
  };
}

function countSeries(scale: number): number[] {
  const minimums = SERIES.map(
    ({ hubCode }) => (PLANNED_LICENCES[hubCode]?.length ?? 0) + (hubCode === "LT-BL" ? PREFECTURES : 1),
  );
  const volumes = SERIES.map(({ volume, isOfCatalog }) => (isOfCatalog ? volume : 0));
  const ofCatalog = apportion(
    volumeAt(FULL_VOLUMES.licences, scale),
    volumes,
    minimums.map((m, i) => (volumes[i] ? m : 0)),
  );
  return SERIES.map(({ volume, isOfCatalog }, i) =>
    isOfCatalog ? ofCatalog[i]! : Math.max(minimums[i]!, volumeAt(volume, scale)),
  );
}

function planned(
  open: OpenSeries,
  nth: number,
  parties: Parties,
  population: readonly CountyPeople[],
  streams: Streams,
): Licence {
  const plan = open.planned[nth]!;
  const holder = plannedHolder(plan.holder, plan.isShared ?? false, parties, population);
  const term = plannedTerm(boundsOf(open.type, holder), plan.validTo ?? null);
  return licence(open, nth, nth, holder, 1, term, term.issueDay, streams(`Licence/${open.type.hubCode}`, nth));
}

function drawn(open: OpenSeries, nth: number, streams: Streams): Licence {
  const inPeriod = nth % VERSION_PERIOD;
  const isSecond = inPeriod === VERSION_PERIOD - 1;
  const skipped = Math.floor(nth / VERSION_PERIOD) + (isSecond ? 1 : 0);
  const row = nth + open.planned.length;
  const number = isSecond ? row - 1 : row;
  const holder = open.holders.holder(nth - skipped);
  // The two versions share the draws of the first, so that each knows when the second replaced it.
  const random = streams(`Licence/${open.type.hubCode}`, number);
  const first = drawTerm(boundsOf(open.type, holder), random);
  const changedOn = first.issueDay + Math.floor((lastDayOf(first) - first.issueDay) * random.unit());
  const isSuperseded = inPeriod === VERSION_PERIOD - 2 && row + 1 < open.count;
  if (isSuperseded) {
    const term = { ...first, status: "SUPERSEDED", statusDay: changedOn, statusReason: "已换发新版本" };
    return licence(open, row, number, holder, 1, term, first.issueDay, random);
  }
  if (!isSecond) return licence(open, row, number, holder, 1, first, first.issueDay, random);
  const statusDay = first.status === "VALID" ? changedOn : first.statusDay;
  return licence(open, row, number, holder, 2, { ...first, issueDay: changedOn, statusDay }, first.issueDay, random);
}

function licence(
  { series, type, first }: OpenSeries,
  row: number,
  number: number,
  holder: Holder,
  version: number,
  term: Term,
  validFrom: Day,
  random: Random,
): Licence {
  const issuerUscc = issuerCode(countyOf(holder).county.alias, type.issuerDept);
  return { index: first + row, series, type, holder, issuerUscc, number, version, term, validFrom, random };
}

function boundsOf(type: LicenceType, holder: Holder) {
  const isFromFounding = holder.organisation !== null;
  return { validityMonths: validityOf(type, holder), isFromFounding, ...lifeOf(holder, type.hubCode === "LT-BC") };
}

/** Identity cards run longer the older the holder is, and without end from 46 on. */
function validityOf({ hubCode, validityMonths }: LicenceType, { person }: Holder): number | null {
  if (hubCode !== "LT-ID" || !person) return validityMonths;
  const age = ageOn(AS_OF, person.birthDay);
  if (age < 16) return 60;
  if (age <= 25) return 120;
  return age <= 45 ? 240 : null;
}

/** The identifier of a version of a licence. */
export function identifierOf({ type, issuerUscc, number }: Licence, version: number): string {
  return licenceIdentifier({
    typeCode: type.typeCode,
    issuerUscc,
    serial: String(number + 1).padStart(10, "0"),
    version,
  });
}

import { describe, expect, test } from "vitest";
import {
  EVENT_STEPS,
  farDispute,
  GRIDS,
  INVOLVED_PARTIES,
  nearDispute,
  nearFire,
  petition,
} from "../support/planted/events.ts";
import { alpha, beta } from "../support/planted/organisations.ts";
import { ada, ben } from "../support/planted/people.ts";
import type { Row } from "../support/planted/record.ts";
import { usePlantedHub } from "../support/planted-hub.ts";
import { describeVerdicts, verdictsOf } from "../support/verdict-table.ts";
import type { Via, Way } from "../support/way.ts";

const hub = usePlantedHub();

const [nearGrid = {}, farGrid = {}] = GRIDS;
const stepOf = (event: Row) => EVENT_STEPS.find((step) => step["event_no"] === event["event_no"]) ?? {};
const [adaInvolved = {}] = INVOLVED_PARTIES;

const byNumber = (title: string, row: Row): Way => ({ title, root: "governanceEvent", number: row["event_no"], row });
const of = (title: string, event: Row, field: string, row: Row, more: readonly Via[] = []): Way => ({
  ...byNumber(title, row),
  number: event["event_no"],
  via: [{ row: event, field }, ...more],
});
const grid = (title: string, row: Row): Way => ({ title, root: "grid", number: row["grid_code"], row });
const ofEntity = (title: string, entity: Row, row: Row): Way => ({
  title,
  root: "legalEntity",
  number: entity["uscc"],
  via: [{ row: entity, field: "events", isClosed: true }],
  row,
  key: "eventNo",
});
const ofPerson = (title: string, person: Row, row: Row): Way => ({
  title,
  root: "person",
  number: person["id_number"],
  via: [{ row: person, field: "events", isClosed: true }],
  row,
  key: "eventNo",
});

describeVerdicts(hub, [
  byNumber("an event", nearDispute),
  byNumber("an event far away", farDispute),
  of("a step", nearDispute, "steps", stepOf(nearDispute)),
  of("a step far away", farDispute, "steps", stepOf(farDispute)),
  of("a party", nearDispute, "involved", adaInvolved),
  of("the reporter", nearDispute, "reporter", ben),
  of("the person involved", nearDispute, "involved", ada, [{ row: adaInvolved, field: "person" }]),
  of("a grid by way of an event", nearDispute, "grid", nearGrid),
  grid("a grid", nearGrid),
  grid("a grid far away", farGrid),
  ofPerson("an event by way of a person", ada, nearDispute),
  ofPerson("a far event by way of a person", ada, farDispute),
  ofEntity("an event by way of an organisation", alpha, nearFire),
  ofEntity("a far event by way of an organisation", beta, farDispute),
]);

describe("a delicate row", () => {
  test("shows the grid centre its own region's events and nothing of another's", async () => {
    const seen = { title: "FULL", content: "FULL", location: "FULL", reporterPersonId: "DENIED", reporter: "DENIED" };
    expect(await verdictsOf(hub(), "cmc", byNumber("", nearDispute))).toMatchObject(seen);
    const absent = { title: "ABSENT", content: "ABSENT", reporter: "DENIED" };
    expect(await verdictsOf(hub(), "cmc", byNumber("", farDispute))).toMatchObject(absent);
  });

  test("names nobody who reported an event or is involved in it, whoever asks", async () => {
    for (const name of ["cmc", "psd", "ltr"] as const) {
      expect(await verdictsOf(hub(), name, of("", nearDispute, "involved", adaInvolved))).toEqual({
        refusedAt: "GovernanceEvent.involved",
      });
      const reporter = await verdictsOf(hub(), name, of("", nearDispute, "reporter", ben));
      expect(reporter).toEqual({ refusedAt: "GovernanceEvent.reporter" });
    }
  });

  test("shows the petition office petitions, without who petitions, and of no other event even the number", async () => {
    const seen = { status: "FULL", content: "FULL", reporterPersonId: "DENIED", reporter: "DENIED" };
    expect(await verdictsOf(hub(), "ltr", byNumber("", petition))).toMatchObject(seen);
    expect(await verdictsOf(hub(), "ltr", byNumber("", nearDispute))).toMatchObject({ status: "ABSENT" });
  });

  test("leaves a person's events to the grid centre of their region and to an investigation", async () => {
    expect(await verdictsOf(hub(), "cmc", ofPerson("", ada, nearDispute))).toMatchObject({ title: "FULL" });
    expect(await verdictsOf(hub(), "cmc", ofPerson("", ada, farDispute))).toMatchObject({ title: "ABSENT" });
    expect(await verdictsOf(hub(), "psd", ofPerson("", ada, farDispute))).toMatchObject({ title: "FULL" });
    for (const name of ["citizen", "hrs", "cad"] as const) {
      expect(await verdictsOf(hub(), name, ofPerson("", ada, nearDispute))).toEqual({ refusedAt: "Person.events" });
    }
  });

  test("keeps a grid's people and numbers from those who only look it up", async () => {
    const open = { name: "FULL", region: "FULL", boundary: "DENIED", population: "DENIED", officerIds: "DENIED" };
    expect(await verdictsOf(hub(), "sta", grid("", nearGrid))).toMatchObject(open);
    expect(await verdictsOf(hub(), "cmc", grid("", nearGrid))).toMatchObject({ boundary: "FULL", officerIds: "FULL" });
    expect(await verdictsOf(hub(), "cmc", grid("", farGrid))).toMatchObject({ name: "FULL", boundary: "OUT_OF_SCOPE" });
  });
});

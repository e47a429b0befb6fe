import { expect, test } from "vitest";
import { rowsOf } from "../checks/rows-of.ts";
import { needsPermit } from "../organisations/trades.ts";
import { openProvince } from "../province.ts";

const province = openProvince({ scale: 0.002, seed: 1 });
const { licences } = province;
const all = Array.from({ length: licences.count }, (_, index) => licences.licenceAt(index));
const rows = [...rowsOf(province, "licences")];

test("has 2.1 million licences of the catalogs in the whole province, and people's own papers on top", () => {
  const ofCatalogs = all.filter(({ series }) => series.isOfCatalog).length;
  expect(ofCatalogs).toBe(4200);
  expect(all.length).toBeGreaterThan(7000);
});

test("gives food permits to businesses that deal in food", () => {
  for (const { holder, type } of all) {
    if (type.hubCode !== "LT-FB" || holder.organisation!.isPlain) continue;
    expect(needsPermit(holder.organisation!.trade, /食品经营/u)).toBe(true);
  }
});

test("replaces the first version of a licence by the second, under the same number", () => {
  const byId = new Map(rows.map((row) => [row["licence_id"], row]));
  const second = rows.filter((row) => row["version"] === "2");
  expect(second.length / rows.length).toBeGreaterThan(0.06);
  for (const row of second) {
    const first = byId.get(row["previous_licence_id"]!)!;
    expect(first["status"]).toBe("SUPERSEDED");
    expect([first["cert_no"], first["holder_name"], first["status_date"]]).toEqual([
      row["cert_no"],
      row["holder_name"],
      row["issue_date"],
    ]);
  }
});

test("never ends a licence before it begins, nor issues one in the future", () => {
  for (const row of rows) {
    expect(row["issue_date"]! <= "2017-01-15").toBe(true);
    if (row["valid_to"]) expect(row["valid_to"] >= row["valid_from"]!).toBe(true);
  }
});

test("leaves some expired licences marked valid, as registers do", () => {
  const expired = rows.filter((row) => row["valid_to"] !== null && row["valid_to"]! < "2017-01-15");
  const marked = expired.filter((row) => row["status"] === "EXPIRED").length;
  const unmarked = expired.filter((row) => row["status"] === "VALID").length;
  expect(marked).toBeGreaterThan(20);
  expect(unmarked).toBeGreaterThan(20);
});

test("cancels the licences of holders that have ended", () => {
  const { entityId } = province.organisationAt(2);
  expect(rows.filter((row) => row["holder_entity_id"] === entityId).map((row) => row["status"])).toEqual(["CANCELLED"]);
});

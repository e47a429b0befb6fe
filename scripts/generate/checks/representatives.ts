import type { Province } from "../province.ts";
import { type Findings, note, rowsOf } from "./rows-of.ts";

/** Every organisation has exactly one current legal representative, the one its own row names, and shares add up to the whole. */
export function checkRepresentatives(province: Province, findings: Findings): void {
  const current = new Map<string, string[]>();
  for (const row of rowsOf(province, "key_persons")) {
    if (row["is_legal_rep"] !== "t" || row["to_date"] !== null) continue;
    const entityId = row["entity_id"]!;
    current.set(entityId, [...(current.get(entityId) ?? []), row["person_id"]!]);
  }
  for (const row of rowsOf(province, "legal_entities")) {
    const found = current.get(row["entity_id"]!) ?? [];
    if (found.length !== 1) note(findings, "an organisation has not exactly one current legal representative");
    if (found[0] !== row["legal_rep_person_id"])
      note(findings, "an organisation names another legal representative than its positions");
  }
  checkShares(province, findings);
}

function checkShares(province: Province, findings: Findings): void {
  const totals = new Map<string, number>();
  for (const row of rowsOf(province, "shareholders")) {
    const entityId = row["entity_id"]!;
    totals.set(entityId, (totals.get(entityId) ?? 0) + Number(row["ratio"]));
  }
  for (const total of totals.values())
    if (Math.abs(total - 100) > 0.01) note(findings, "the shares of a company are not a hundred per cent");
}

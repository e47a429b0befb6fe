import { type DatabaseOptions, HubError, openWriter } from "@tongshu/kit";
import { classify, loadSupergraphSdl } from "@tongshu/schema";
import { addCorrection, CORRECTABLE_FIELDS, type CorrectionRow } from "../store/correction-transactor.ts";

/**
 * What the owner of a field says is right, put in its place: one transaction, under the role that loads. Errors:
 * BAD_USER_INPUT for a field that is not corrected one by one, FIELD_FORBIDDEN for a department that does not own it,
 * NOT_FOUND for nobody of this personId.
 */
export async function correctPersonField(database: DatabaseOptions, correction: CorrectionRow): Promise<void> {
  const { field, sourceDept, value } = correction;
  if (!CORRECTABLE_FIELDS.includes(field) || value.trim() === "") {
    throw new HubError("BAD_USER_INPUT", { field, rule: CORRECTABLE_FIELDS.join(", ") });
  }
  // Whoever else had the loading role's password would correct what is another department's to say.
  const owner = classify(loadSupergraphSdl()).fields.get(`Person.${field}`)?.owner;
  if (owner !== sourceDept)
    throw new HubError("FIELD_FORBIDDEN", { field: `Person.${field}`, rule: `owned by ${owner}` });
  const writer = openWriter(database);
  try {
    await writer.tables.transaction((tx) => addCorrection(tx, correction));
  } catch (error) {
    // The driver's own error would quote the value.
    throw new HubError(isNobody(error) ? "NOT_FOUND" : "SOURCE_DOWN", { field: "personId" });
  } finally {
    await writer.close();
  }
}

const NO_DATA_FOUND = "P0002";

function isNobody(error: unknown): boolean {
  const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } };
  return code === NO_DATA_FOUND || cause?.code === NO_DATA_FOUND;
}

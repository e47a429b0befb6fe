import { HubError } from "@tongshu/kit";
import { eq } from "drizzle-orm";
import type { HubDb } from "../../store/database.ts";
import { impactAssessments } from "../../store/tables/requests.ts";
import { needsAssessment, type RequestPart } from "./request-parts.ts";

/** Sensitive fields are shared after their impact was weighed, never before. Throws ASSESSMENT_REQUIRED. */
export async function demandAssessment(tx: HubDb, requestNo: number, parts: readonly RequestPart[]): Promise<void> {
  if (!needsAssessment(parts)) return;
  const [recorded] = await tx
    .select({ assessmentNo: impactAssessments.assessmentNo })
    .from(impactAssessments)
    .where(eq(impactAssessments.requestNo, requestNo))
    .limit(1);
  if (!recorded) throw new HubError("ASSESSMENT_REQUIRED", { field: "requestNo" });
}

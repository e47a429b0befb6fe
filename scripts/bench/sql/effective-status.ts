import { systemClock } from "@tongshu/kit";
import { beijingDate } from "@tongshu/schema";

/** A licence that is recorded as valid has expired after its last day. */
export function effectiveStatus({ status, validTo }: { readonly status?: string; readonly validTo?: string | null }) {
  const isPast = status === "VALID" && typeof validTo === "string" && validTo < beijingDate(systemClock.nowMs());
  return isPast ? "EXPIRED" : status;
}

export interface Validity {
  readonly status: string;
  /** Last day of validity, YYYY-MM-DD, itself included; null is open-ended. */
  readonly validTo: string | null;
}

/**
 * The state of a licence on a day in Beijing. Only a licence recorded as valid expires by the calendar: one that was
 * revoked stays revoked.
 */
export function effectiveStatus({ status, validTo }: Validity, asOfDate: string): string {
  return status === "VALID" && validTo !== null && validTo < asOfDate ? "EXPIRED" : status;
}

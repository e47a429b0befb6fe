import type { Level } from "@tongshu/schema";
import type { Grant, GrantScope } from "../../policy/policy-content.ts";

/** One department and purpose: its grants by type. A type with null is counted and never read. */
export interface Bundle {
  readonly department: string;
  readonly purpose: string;
  readonly scope: Exclude<GrantScope["kind"], "PREFIXES">;
  readonly limits?: Partial<Pick<Grant, "maxPerDay" | "maxBatch">>;
  /** People only by a number the caller brings, never through a relation. */
  readonly isPersonLookupOnly?: boolean;
  /** By type: values that a row must hold to be covered. */
  readonly conditions?: Readonly<Record<string, NonNullable<Grant["conditions"]>>>;
  /** Days after which it ends, where that is before the year does. */
  readonly windowDays?: number;
  readonly types: Readonly<Record<string, Readonly<Record<string, Level>> | null>>;
}

import type { Evidence } from "../evidence.ts";
import type { Explainer } from "../explain/explainer.ts";
import type { AccessView } from "../policy/access-view.ts";
import type { RequestScope } from "../request-scope.ts";

/** What a field of the gateway's own may use. */
export interface OwnContext {
  readonly scope: RequestScope;
  readonly view: AccessView;
  readonly evidence: Pick<Evidence, "ownRecords">;
  readonly explainer: Explainer;
  /** Takes points from the caller's budget for work that a field makes. */
  charge(points: number): Promise<void> | undefined;
}

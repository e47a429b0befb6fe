import { HubError } from "@tongshu/kit";
import type { RequestState } from "../../store/tables/requests.ts";

interface Transition {
  readonly from: readonly RequestState[];
  readonly to: RequestState;
}

/** Every way a request goes from one state to another. What is not here does not happen. */
export const TRANSITIONS = {
  edit: { from: ["DRAFT"], to: "DRAFT" },
  approveForDepartment: { from: ["DRAFT"], to: "DEPT_APPROVED" },
  /** The own department's approver sends it back to be written again. */
  rejectForDepartment: { from: ["DRAFT", "DEPT_APPROVED"], to: "DRAFT" },
  submit: { from: ["DEPT_APPROVED"], to: "SUBMITTED" },
  returnForSupplement: { from: ["SUBMITTED"], to: "RETURNED" },
  supplement: { from: ["RETURNED"], to: "SUBMITTED" },
  accept: { from: ["SUBMITTED"], to: "ACCEPTED" },
  /** One owner said yes and another is still to speak. */
  approvePart: { from: ["ACCEPTED"], to: "ACCEPTED" },
  approveLastPart: { from: ["ACCEPTED"], to: "APPROVED" },
  /** Nothing in it needs anybody's consent. */
  grantAtOnce: { from: ["DEPT_APPROVED"], to: "ACTIVE" },
  refuse: { from: ["ACCEPTED"], to: "REFUSED" },
  startProvisioning: { from: ["APPROVED"], to: "PROVISIONING" },
  activate: { from: ["PROVISIONING"], to: "ACTIVE" },
  expire: { from: ["ACTIVE"], to: "EXPIRED" },
  revoke: { from: ["ACTIVE", "DISPUTED"], to: "REVOKED" },
  /** The asking department was taken over; nothing under way comes to it any more. */
  lapse: {
    from: ["DRAFT", "DEPT_APPROVED", "SUBMITTED", "RETURNED", "ACCEPTED", "APPROVED", "PROVISIONING"],
    to: "REVOKED",
  },
  openDispute: { from: ["ACCEPTED", "REFUSED", "ACTIVE"], to: "DISPUTED" },
  /** The owner decides anew; nobody decides in its place. */
  reopen: { from: ["DISPUTED"], to: "ACCEPTED" },
} as const satisfies Record<string, Transition>;

export type RequestStep = keyof typeof TRANSITIONS;

/** The state after a step. Throws WRONG_STATE that names the states in which the step is possible. */
export function stateAfter(state: RequestState, step: RequestStep): RequestState {
  const { from, to }: Transition = TRANSITIONS[step];
  if (from.includes(state)) return to;
  throw new HubError("WRONG_STATE", { field: "requestNo", rule: from.join(" or ") });
}

import { describe, expect, it } from "vitest";
import { REQUEST_STATES } from "../../store/tables/requests.ts";
import { type RequestStep, stateAfter, TRANSITIONS } from "./request-states.ts";

const STEPS = Object.keys(TRANSITIONS) as RequestStep[];

/** Written out by hand: a transition that is added or lost shows here. */
const ALLOWED: readonly string[] = [
  "DRAFT edit DRAFT",
  "DRAFT approveForDepartment DEPT_APPROVED",
  "DRAFT rejectForDepartment DRAFT",
  "DEPT_APPROVED rejectForDepartment DRAFT",
  "DEPT_APPROVED submit SUBMITTED",
  "DEPT_APPROVED grantAtOnce ACTIVE",
  "SUBMITTED returnForSupplement RETURNED",
  "SUBMITTED accept ACCEPTED",
  "RETURNED supplement SUBMITTED",
  "ACCEPTED approvePart ACCEPTED",
  "ACCEPTED approveLastPart APPROVED",
  "ACCEPTED refuse REFUSED",
  "ACCEPTED openDispute DISPUTED",
  "APPROVED startProvisioning PROVISIONING",
  "REFUSED openDispute DISPUTED",
  "PROVISIONING activate ACTIVE",
  "ACTIVE expire EXPIRED",
  "ACTIVE revoke REVOKED",
  "ACTIVE openDispute DISPUTED",
  "DRAFT lapse REVOKED",
  "DEPT_APPROVED lapse REVOKED",
  "SUBMITTED lapse REVOKED",
  "RETURNED lapse REVOKED",
  "ACCEPTED lapse REVOKED",
  "APPROVED lapse REVOKED",
  "PROVISIONING lapse REVOKED",
  "DISPUTED revoke REVOKED",
  "DISPUTED reopen ACCEPTED",
];

describe("the states of a request", () => {
  it.each(REQUEST_STATES.flatMap((state) => STEPS.map((step) => ({ state, step }))))(
    "$state, $step: happens as written or not at all",
    ({ state, step }) => {
      const line = ALLOWED.find((entry) => entry.startsWith(`${state} ${step} `));
      if (line) expect(`${state} ${step} ${stateAfter(state, step)}`).toBe(line);
      else expect(() => stateAfter(state, step)).toThrow(expect.objectContaining({ code: "WRONG_STATE" }));
    },
  );

  it("leave none by itself but by an owner's yes, a refusal, or an end", () => {
    const intoApproved = STEPS.filter((step) => TRANSITIONS[step].to === "APPROVED");
    expect(intoApproved).toEqual(["approveLastPart"]);
  });
});

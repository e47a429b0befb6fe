import { HubError, type RegisterContext, referenceTo } from "@tongshu/kit";
import { beijingDate, checkServiceObject, type SubjectType } from "@tongshu/schema";
import type { reads } from "../loaders/reads.ts";

interface ServiceObjectArguments {
  readonly code: string;
  readonly subjectType?: SubjectType | null;
}

/**
 * The person with this number, or a reference to the organisation with this credit code: whether there is such an
 * organisation, the register of organisations says. BAD_NUMBER when the code is neither.
 */
export function serviceObject(
  _root: unknown,
  { code, subjectType }: ServiceObjectArguments,
  { loaders, clock }: RegisterContext<typeof reads>,
) {
  const checked = checkServiceObject(code, {
    asOfDate: beijingDate(clock.nowMs()),
    ...(subjectType && { subjectType }),
  });
  if (!checked.ok) throw new HubError("BAD_NUMBER", { field: "code", rule: checked.rule });
  if (checked.subjectType === "PERSON") return loaders.personByIdNumber.load(checked.value);
  return referenceTo("LegalEntity", "entityId", checked.value);
}

import { HubError } from "@tongshu/kit";

const LONGEST_PAGE = 200;

/** `first` as given, when it is from 1 to 200. Throws BAD_USER_INPUT. */
export function pageSize(first: number): number {
  if (first >= 1 && first <= LONGEST_PAGE) return first;
  throw new HubError("BAD_USER_INPUT", { field: "first", rule: `1 to ${LONGEST_PAGE}` });
}

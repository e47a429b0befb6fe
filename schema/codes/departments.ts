import type { BilingualText } from "../errors.ts";
import { DEPARTMENT_ROWS, PROVINCIAL_DEPARTMENT_COUNT } from "./department-data.ts";

/** A department, by the code that owns fields, holds grants and signs provenance. */
export interface Department {
  readonly code: string;
  readonly name: BilingualText;
  /** Departments that took over in a reform; grants move there only after a new approval. */
  readonly successors: readonly string[];
  /** One of the 34 provincial departments of about 2017. */
  readonly isProvincial: boolean;
}

/** Every department the hub knows, in the order of the list of 2017, the others after it. */
export const DEPARTMENTS: readonly Department[] = DEPARTMENT_ROWS.map(([code, zh, en, ...successors], i) => ({
  code,
  name: { zh, en },
  successors,
  isProvincial: i < PROVINCIAL_DEPARTMENT_COUNT,
}));

const index: ReadonlyMap<string, Department> = new Map(DEPARTMENTS.map((department) => [department.code, department]));

export function findDepartment(code: string): Department | undefined {
  return index.get(code);
}

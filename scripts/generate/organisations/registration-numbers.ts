import type { Organisation } from "./organisations.ts";

/** The 15-digit registration number market offices gave before credit codes. */
export function registrationNumber({ cell, index }: Organisation): string {
  return cell.people.county.alias + String(index + 1).padStart(9, "0");
}

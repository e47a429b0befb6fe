import {
  citizenIdCheckDigit,
  creditCodeCheckDigit,
  licenceIdentifier,
  organisationCodeCheckDigit,
} from "@tongshu/schema";

/** Every number is of a block that is reserved for synthetic people and organisations. */
const SYNTHETIC_COUNTY = "629988";
const ISSUER = "11629900YYG000019W";

/** A personId that reads as its name: `P`, the name, and A to fill up. */
export function personIdOf(name: string): string {
  return `P${name.toUpperCase().padEnd(24, "A")}`;
}

/** A valid citizen ID number for a day of birth. */
export function citizenIdOf(birthDate: string, order: number): string {
  const first17 = `${SYNTHETIC_COUNTY}${birthDate.replaceAll("-", "")}${String(order).padStart(3, "0")}`;
  return `${first17}${citizenIdCheckDigit(first17)}`;
}

/** A valid unified social credit code of an enterprise. */
export function creditCodeOf(order: number): string {
  const inner = `YZ${String(order).padStart(6, "0")}`.replace("Z", "Y");
  const first17 = `91${SYNTHETIC_COUNTY}${inner}${organisationCodeCheckDigit(inner)}`;
  return `${first17}${creditCodeCheckDigit(first17)}`;
}

/** A valid electronic licence identifier. */
export function licenceIdOf(order: number): string {
  const serial = `T${String(order).padStart(9, "0")}`;
  return licenceIdentifier({ typeCode: `${ISSUER}001`, issuerUscc: ISSUER, serial, version: 1 });
}

/** The day so many years, and days, before today in Gansu. */
export function yearsAgo(years: number, days = 0): string {
  const today = new Date(Date.now() + 8 * 3_600_000);
  const day = new Date(Date.UTC(today.getUTCFullYear() - years, today.getUTCMonth(), today.getUTCDate() - days));
  return day.toISOString().slice(0, 10);
}

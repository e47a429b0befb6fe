import { describe, expect, test } from "vitest";
import { systemClock } from "../clock.ts";
import { defineEntity } from "../entity.ts";
import { page, verify } from "../reads.ts";
import type { RegisterDefinition } from "../register-definition.ts";
import { testRegister } from "../test-register/register.ts";
import { nameOf } from "../verification/claim.ts";
import { buildRegister } from "./executable-schema.ts";

const definition = testRegister as unknown as RegisterDefinition;
const [person, company] = definition.entities;
if (!person || !company) throw new Error("the test register has changed");
const build = (changes: Partial<RegisterDefinition>) => buildRegister({ ...definition, ...changes }, systemClock);

test("a register whose tables and SDL agree starts", () => {
  expect(() => build({})).not.toThrow();
});

describe("a register does not start with", () => {
  test.each<[string, Partial<RegisterDefinition>, RegExp]>([
    [
      "a field that is in no SDL",
      {
        entities: [
          defineEntity({ ...company, fields: { ...company.fields, secret: company.fields["name"] as never } }),
        ],
      },
      /Company.secret is not in the SDL/,
    ],
    [
      "a field without a source",
      {
        typeDefs: definition.typeDefs.replace(
          "type Company @key",
          "extend type Company { more: String }\n  type Company @key",
        ),
      },
      /Company.more has no source/,
    ],
    [
      "a mask on a field that is none",
      { entities: [person, defineEntity({ ...company, masks: { owner_name: "NAME" } })] },
      /the mask of Company.owner_name has no field/,
    ],
    [
      "a condition on a field that is none",
      { entities: [person, defineEntity({ ...company, conditions: { city: company.fields["region"] as never } })] },
      /the condition on Company.city has no field/,
    ],
  ])("%s", (_what, changes, problem) => {
    expect(() => build(changes)).toThrow(problem);
  });

  test("a claim that is declared and not compared as it is declared", () => {
    const claims = `input CompanyClaims { number: String @reads(fields: ["Company.name"], by: "LOOKUP")
      ownerName: String @reads(fields: ["Company.ownerName"], by: "VERIFY") }`;
    const typeDefs = `${definition.typeDefs}\n${claims}`;
    expect(() => build({ typeDefs })).toThrow(/CompanyClaims.ownerName is not compared as it is declared/);
    const [name, ownerName] = ["name", "ownerName"].map((field) => company.fields[field] as never);
    const by = { input: "CompanyClaims", number: "number" };
    const comparing = (claim: Parameters<typeof verify>[2]["claims"][number]) => ({
      typeDefs,
      reads: { ...definition.reads, verifyCompanies: verify(company, name as never, { ...by, claims: [claim] }) },
    });
    expect(() => build(comparing(nameOf("ownerName", ownerName as never)))).not.toThrow();
    const another = { ...nameOf("ownerName", ownerName as never), field: "name" };
    expect(() => build(comparing(another))).toThrow(/CompanyClaims.name is not declared/);
  });

  test("a page that is ordered by what not every caller may read, for a cursor carries the sort key", () => {
    const owner = company.fields["ownerName"] as never;
    const reads = {
      ...definition.reads,
      byOwner: page(company, { orderBy: [owner, company.fields["companyId"] as never] }),
    };
    expect(() => build({ reads })).toThrow(/byOwner is ordered by owner_name/);
  });
});

import { describe, expect, test } from "vitest";
import type { DirectoryClient, DirectoryOfficer } from "../store/directory.ts";
import { resolveCaller } from "./resolve-caller.ts";

const client: DirectoryClient = {
  clientId: "psd-investigation",
  department: "PSD",
  region: "620100",
  roles: ["officer", "investigator"],
  canActForCitizens: false,
  isProduction: false,
  isActive: true,
};
const officer: DirectoryOfficer = {
  officerId: "psd-li",
  department: "PSD",
  region: "620102",
  roles: ["investigator", "approver"],
  isActive: true,
};
const portal: DirectoryClient = {
  ...client,
  clientId: "psp-portal",
  department: "PSP",
  canActForCitizens: true,
  roles: [],
};
const citizenId = `P${"A2".repeat(12)}`;
const named = { officerId: "psd-li" };

test("a system that asks by itself has no role", () => {
  expect(resolveCaller({}, { client, officer: undefined })).toEqual({
    clientId: "psd-investigation",
    department: "PSD",
    region: "620100",
    roles: [],
  });
});

test("an officer keeps the narrower region and the roles the client is for", () => {
  expect(resolveCaller(named, { client, officer })).toEqual({
    clientId: "psd-investigation",
    department: "PSD",
    region: "620102",
    officerId: "psd-li",
    roles: ["investigator"],
  });
});

test("the portal speaks for a citizen with that role and no other", () => {
  const caller = resolveCaller({ citizenId }, { client: portal, officer: undefined });
  expect(caller).toMatchObject({ citizenId, roles: ["citizen"], department: "PSP" });
});

describe("nobody is resolved for", () => {
  test.each<[string, Parameters<typeof resolveCaller>]>([
    ["an unknown client", [{}, { client: undefined, officer: undefined }]],
    ["a client that is not active", [{}, { client: { ...client, isActive: false }, officer: undefined }]],
    ["a client of an unknown region", [{}, { client: { ...client, region: "629999" }, officer: undefined }]],
    ["a client of a retired region", [{}, { client: { ...client, region: "622101" }, officer: undefined }]],
    ["a client of a synthetic region", [{}, { client: { ...client, region: "629901" }, officer: undefined }]],
    ["an officer of an unknown region", [named, { client, officer: { ...officer, region: "620199" } }]],
    ["an unknown officer", [named, { client, officer: undefined }]],
    ["an officer who left", [named, { client, officer: { ...officer, isActive: false } }]],
    ["an officer of another department", [named, { client, officer: { ...officer, department: "HRS" } }]],
    ["an officer of a wider region", [named, { client, officer: { ...officer, region: "620000" } }]],
    ["an officer of a neighbouring region", [named, { client, officer: { ...officer, region: "620200" } }]],
    ["an officer without a role the client is for", [named, { client, officer: { ...officer, roles: ["auditor"] } }]],
    ["a citizen through a client that is no portal", [{ citizenId }, { client, officer: undefined }]],
    ["a citizen named by an ID number", [{ citizenId: "620000190001010012" }, { client: portal, officer: undefined }]],
    [
      "a citizen and an officer at once",
      [
        { ...named, citizenId },
        { client: portal, officer },
      ],
    ],
  ])("%s", (_whom, args) => {
    expect(resolveCaller(...args)).toBeNull();
  });
});

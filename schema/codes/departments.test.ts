import { describe, expect, it } from "vitest";
import { DEPARTMENTS, findDepartment } from "./departments.ts";

describe("the departments", () => {
  it("are 34 provincial ones and the others that use or supply data", () => {
    expect(DEPARTMENTS.filter(({ isProvincial }) => isProvincial)).toHaveLength(34);
    for (const code of ["SCO", "CMC", "LTR", "NTB", "DPF", "GSO", "PSP"]) {
      expect(findDepartment(code)?.isProvincial).toBe(false);
    }
  });

  it("have three capital letters each, once", () => {
    const codes = DEPARTMENTS.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(code).toMatch(/^[A-Z]{3}$/);
  });

  it("name successors that exist and have none themselves", () => {
    for (const { successors } of DEPARTMENTS) {
      for (const code of successors) expect(findDepartment(code)?.successors).toEqual([]);
    }
    expect(findDepartment("AIC")?.successors).toEqual(["AMR"]);
    expect(findDepartment("FDA")?.successors).toEqual(["MPA", "AMR"]);
  });
});

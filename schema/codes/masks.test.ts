import { describe, expect, it } from "vitest";
import { maskAddress, maskCitizenId, maskDate, maskName, maskPhone } from "./masks.ts";

describe("masks", () => {
  it("keep the first character of a name and hide its length", () => {
    expect(["张示例", "马示", "才让卓玛", "𠮷田", ""].map(maskName)).toEqual(["张*", "马*", "才*", "𠮷*", "*"]);
  });

  it("keep six and four characters of an ID number", () => {
    expect(maskCitizenId("62995019600606005X")).toBe("629950********005X");
    expect(maskCitizenId("629950600606005")).toBe("***");
  });

  it("keep three and four digits of a phone number", () => {
    expect(maskPhone("12000000001")).toBe("120****0001");
    expect(maskPhone("1200")).toBe("***");
  });

  it("keep the year of a day", () => {
    expect(maskDate("1985-02-28")).toBe("1985");
  });

  it.each([
    ["甘肃省兰州市城关区示例街道示例路12号", "甘肃省兰州市城关区示例街道"],
    ["甘肃省定西市陇西县示例镇示例村3号", "甘肃省定西市陇西县示例镇"],
    ["甘肃省庆阳市镇原县示例乡示例村3号", "甘肃省庆阳市镇原县示例乡"],
    ["甘肃省酒泉市敦煌市示例路12号", "甘肃省酒泉市敦煌市"],
    ["甘肃省嘉峪关市阳光小区3号", "甘肃省嘉峪关市"],
    ["12号", "***"],
    ["", "***"],
  ])("cut %s to %s", (address, masked) => {
    expect(maskAddress(address)).toBe(masked);
  });
});

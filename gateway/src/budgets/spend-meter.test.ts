import { expect, test } from "vitest";
import { SpendMeter } from "./spend-meter.ts";

test("tells what the last whole second spent, and nothing of longer ago", () => {
  const meter = new SpendMeter();
  meter.add(3, 10_000);
  meter.add(4, 10_900);
  expect(meter.perSecond(10_950)).toBe(0);
  expect(meter.perSecond(11_000)).toBe(7);
  expect(meter.perSecond(12_000)).toBe(0);
  meter.add(5, 12_100);
  expect(meter.perSecond(20_000)).toBe(0);
});

test("forgets everything when the clock is set back", () => {
  const meter = new SpendMeter();
  meter.add(3, 10_000);
  meter.add(1, 11_000);
  expect(meter.perSecond(5_000)).toBe(0);
});

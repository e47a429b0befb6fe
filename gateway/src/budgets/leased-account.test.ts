import type { Clock } from "@tongshu/kit";
import { beforeEach, expect, test } from "vitest";
import { LeasedAccount } from "./leased-account.ts";

class StillClock implements Clock {
  at = 1_000_000;
  nowMs = () => this.at;
}

let clock: StillClock;
let left: number;
let asked: { need: number; want: number }[];

/** What all gateways share: all that is needed or nothing, and what is wanted while four times as much is there. */
async function lease(need: number, want: number): Promise<number> {
  asked.push({ need, want });
  await Promise.resolve();
  if (need > left) return 0;
  const taken = Math.max(need, Math.min(want, Math.floor(left / 4)));
  left -= taken;
  return taken;
}

beforeEach(() => {
  clock = new StillClock();
  left = 100;
  asked = [];
});

test("who asks seldom leases exactly what it needs and holds nothing", async () => {
  const account = new LeasedAccount(clock, lease);
  for (let each = 0; each < 5; each += 1) {
    expect(account.canSpend(3)).toBe(false);
    expect(await account.take(3)).toBe(true);
    clock.at += 5_000;
  }
  expect([left, account.held]).toEqual([85, 0]);
});

test("who spends steadily leases a second's spending ahead and then waits for nothing", async () => {
  left = 1_000_000;
  const account = new LeasedAccount(clock, lease);
  for (let each = 0; each < 10; each += 1) await account.take(10);
  clock.at += 1_000;
  await account.take(10);
  expect(asked.at(-1)).toEqual({ need: 10, want: 100 });
  let waits = 0;
  for (let each = 0; each < 100; each += 1) {
    if (account.canSpend(10)) account.spend(10);
    else {
      waits += 1;
      await account.take(10);
    }
    clock.at += 100;
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(waits).toBe(0);
});

test("what is spent and put back while a lease is under way stays so", async () => {
  const second = Promise.withResolvers<number>();
  const leases = [Promise.resolve(20), second.promise];
  const account = new LeasedAccount(clock, () => leases.shift() ?? Promise.resolve(0));
  await account.take(10);
  const waiting = account.take(30);
  account.spend(4);
  account.putBack(1);
  second.resolve(30);
  expect([await waiting, account.held]).toEqual([true, 20 - 10 - 4 + 1 + 30 - 30]);
});

test("together all that is left is given, and never more", async () => {
  const account = new LeasedAccount(clock, lease);
  const results = await Promise.all(Array.from({ length: 40 }, () => account.take(3)));
  expect(results.filter(Boolean)).toHaveLength(33);
  expect(left + account.held).toBe(1);
});

test("one who asks for too much does not keep the others from what is there", async () => {
  const account = new LeasedAccount(clock, lease);
  expect(await Promise.all([account.take(101), account.take(60), account.take(40), account.take(1)])).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

test("what is waited for is not there for who comes later", async () => {
  const account = new LeasedAccount(clock, lease);
  await account.take(50);
  account.putBack(20);
  const waiting = account.take(30);
  expect(account.canSpend(1)).toBe(false);
  expect(await waiting).toBe(true);
});

test("what lay idle for a second is released once, and never from under those who wait", async () => {
  const account = new LeasedAccount(clock, lease);
  await account.take(10);
  account.putBack(10);
  expect(account.releaseIdle()).toBe(0);
  clock.at += 1_000;
  const waiting = account.take(60);
  expect(account.releaseIdle()).toBe(0);
  await waiting;
  account.putBack(60);
  clock.at += 1_000;
  expect([account.releaseIdle(), account.releaseIdle()]).toEqual([60, 0]);
});

test("when the store fails, who waits is told and nothing is lost or given", async () => {
  const broken = new LeasedAccount(clock, () => Promise.reject(new Error("away")));
  const results = await Promise.allSettled([broken.take(1), broken.take(1)]);
  expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect([broken.held, broken.canSpend(0)]).toEqual([0, true]);
});

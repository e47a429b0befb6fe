import type { Register, RegisterAnswer, RegisterCall } from "@tongshu/kit";

export interface WatchedCall {
  readonly register: string;
  readonly call: RegisterCall;
  readonly answer: Promise<RegisterAnswer>;
}

/** The same register, whose calls are noted. */
export function watch(register: Register, calls: WatchedCall[]): Register {
  return {
    name: register.name,
    isReady: () => register.isReady(),
    close: () => register.close(),
    holdings: async () => (await register.holdings?.()) ?? [],
    ask(call) {
      const answer = register.ask(call);
      calls.push({ register: register.name, call, answer });
      return answer;
    },
  };
}

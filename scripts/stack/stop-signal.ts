import type { BilingualText } from "@tongshu/schema";

/** Why a running hub ends. */
export type End = { readonly kind: "STOPPED" } | { readonly kind: "LOST"; readonly reason: BilingualText };

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Resolves at the first signal to stop. Later ones are ignored: Ctrl-C in a terminal reaches this process twice, once by
 * itself and once passed on by the program that started it.
 */
export function untilStopSignal(): Promise<End> {
  return new Promise((done) => {
    for (const signal of SIGNALS) process.on(signal, () => done({ kind: "STOPPED" }));
    // The supervisor that holds the other end of the channel has died.
    process.on("disconnect", () => done({ kind: "STOPPED" }));
  });
}

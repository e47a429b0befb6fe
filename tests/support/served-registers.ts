import {
  createCapabilityVerifier,
  createLogger,
  generateCapabilityKeys,
  serveRegister,
  systemClock,
} from "@tongshu/kit";
import { openRegister, REGISTER_NAMES, type RegisterName, type Stack } from "@tongshu/scripts/stack";

export interface ServedRegisters {
  /** With this key the gateway proves to the registers what each call may see. */
  readonly privateKey: Awaited<ReturnType<typeof generateCapabilityKeys>>["privateKey"];
  readonly urls: Readonly<Record<RegisterName, string>>;
}

/** The five registers behind HTTP servers of this process, stopped when `owning` is disposed of. */
export async function serveRegisters(stack: Stack, owning: AsyncDisposableStack): Promise<ServedRegisters> {
  const { privateKey, publicKey } = await generateCapabilityKeys();
  const urls = await Promise.all(
    REGISTER_NAMES.map(async (name) => {
      const register = await openRegister(name, stack.urlOf(name, "runtime"), createLogger({ name, level: "silent" }));
      const verifier = createCapabilityVerifier([publicKey], name, systemClock);
      const server = await serveRegister({ register, verifier, host: "127.0.0.1", port: 0 });
      owning.defer(() => server.stop());
      return [name, server.url] as const;
    }),
  );
  return { privateKey, urls: Object.fromEntries(urls) as ServedRegisters["urls"] };
}

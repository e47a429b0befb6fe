import type { Config } from "../config.ts";
import { type SignIn, signIn } from "./sign-in.ts";

/** Prints an access token that the running hub gave to a demo client; nothing else goes to stdout. */
export async function token(config: Config, options: SignIn): Promise<void> {
  process.stdout.write(`${await signIn(config, options)}\n`);
}

import { type ChildProcess, spawn } from "node:child_process";
import { resolve } from "node:path";

const HUB = resolve(import.meta.dirname, "../../scripts/hub.ts");

/** One run of the command line, as an operator would start it. */
export class HubProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<number | null>;
  #output = "";

  constructor(args: readonly string[], variables: Readonly<Record<string, string>>) {
    this.#child = spawn(process.execPath, [HUB, ...args], {
      env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...variables },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on("data", (chunk) => (this.#output += String(chunk)));
    }
    this.#ended = new Promise((done) => this.#child.once("close", done));
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Everything it printed so far. */
  get output(): string {
    return this.#output;
  }

  /** Resolves with the first match in what it prints; fails when it ends before. */
  async prints(pattern: RegExp): Promise<RegExpExecArray> {
    let hasEnded = false;
    void this.#ended.then(() => (hasEnded = true));
    for (;;) {
      const match = pattern.exec(this.#output);
      if (match) return match;
      if (hasEnded) throw new Error(`ended without printing ${pattern}:\n${this.#output}`);
      await new Promise((done) => setTimeout(done, 50));
    }
  }

  /** Sends the signal, if one is given, and answers the exit code. */
  ends(signal?: NodeJS.Signals): Promise<number | null> {
    if (signal !== undefined) this.#child.kill(signal);
    return this.#ended;
  }
}

import { type ChildProcess, fork } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { StartError } from "../start-error.ts";
import { say } from "../terminal.ts";

const HUB = resolve(import.meta.dirname, "../hub.ts");
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
const STOP_TIMEOUT_MS = 15_000;

export interface PartOptions {
  /** As `hub serve` takes it. */
  readonly name: string;
  /** All its variables: what it needs, and no other part's secrets. */
  readonly env: Readonly<Record<string, string>>;
  /** Takes its log lines. */
  readonly logFile: string;
}

/** One `hub serve` in a process of its own, started again when it dies. */
export class SupervisedPart {
  readonly #options: PartOptions;
  #child: ChildProcess | undefined;
  #isStopping = false;
  #pauseMs = FIRST_PAUSE_MS;

  constructor(options: PartOptions) {
    this.#options = options;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Resolves when the part answers; throws StartError when its first start fails, which no second one would mend. */
  async start(): Promise<void> {
    const child = this.#fork();
    if (await becomesReady(child)) return this.#watch(child);
    const { name } = this.#options;
    throw new StartError({ zh: `${name} 未能启动。`, en: `${name} did not start.` });
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    const child = this.#child;
    if (child === undefined || hasExited(child)) return;
    const exited = new Promise((done) => child.once("exit", done));
    child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
    await exited;
    clearTimeout(timer);
  }

  #fork(): ChildProcess {
    const { name, env, logFile } = this.#options;
    const log = openSync(logFile, "a", 0o600);
    // Its own session: Ctrl-C reaches the supervisor alone, which stops the gateway before the registers. When the
    // supervisor dies the channel closes, and the part stops by itself.
    this.#child = fork(HUB, ["serve", name], {
      env,
      detached: true,
      stdio: ["ignore", log, "inherit", "ipc"],
    });
    closeSync(log);
    return this.#child;
  }

  #watch(child: ChildProcess): void {
    child.once("exit", (code, signal) => {
      if (this.#isStopping) return;
      const { name } = this.#options;
      const cause = signal ?? code;
      say({
        zh: `${name} 意外退出（${cause}），正在重新启动。`,
        en: `${name} ended by itself (${cause}) and is started again.`,
      });
      void this.#restart();
    });
  }

  async #restart(): Promise<void> {
    while (!this.#isStopping) {
      await sleep(this.#pauseMs);
      if (this.#isStopping) return;
      const child = this.#fork();
      if (await becomesReady(child)) {
        this.#pauseMs = FIRST_PAUSE_MS;
        return this.#watch(child);
      }
      this.#pauseMs = Math.min(this.#pauseMs * 2, LONGEST_PAUSE_MS);
    }
  }
}

function becomesReady(child: ChildProcess): Promise<boolean> {
  return new Promise((done) => {
    child.once("message", (message) => done(message === "ready"));
    child.once("exit", () => done(false));
  });
}

function hasExited(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { StartError } from "../start-error.ts";

/** A process of ours that was given its settings and has answered that it is ready. */
export interface Child<Ready> {
  readonly pid: number;
  readonly ready: Ready;
  /** Sends one message and waits for the answer to it; one at a time. */
  ask(message: unknown): Promise<unknown>;
  stop(): Promise<void>;
}

export interface ChildOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly execArgv?: readonly string[];
}

/** Runs `entry`; settings go through the channel, because an argument or a variable shows its passwords to everybody. */
export async function startChild<Ready>(
  entry: string,
  settings: unknown,
  { env, execArgv = [] }: ChildOptions = {},
): Promise<Child<Ready>> {
  const child = fork(entry, {
    ...(env && { env }),
    execArgv: [...execArgv],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  child.send(settings as object);
  const ready = (await answerOf(child, entry)) as Ready;
  return {
    pid: child.pid ?? 0,
    ready,
    ask: (message) => {
      child.send(message as object);
      return answerOf(child, entry);
    },
    stop: () => stop(child),
  };
}

/** The other end: takes the settings, starts, answers, and ends when the parent lets go or dies. */
export async function runChild<Settings>(
  start: (settings: Settings, running: AsyncDisposableStack) => Promise<unknown>,
  answer?: (message: unknown) => Promise<unknown>,
): Promise<void> {
  const running = new AsyncDisposableStack();
  const released = once(process, "disconnect");
  const [settings] = await once(process, "message");
  const ready = await start(settings as Settings, running);
  process.on("message", (message) => void answer?.(message).then((reply) => process.send?.(reply)));
  process.send?.(ready);
  await released;
  await running.disposeAsync();
  process.exit(0);
}

function answerOf(child: ChildProcess, entry: string): Promise<unknown> {
  return new Promise((done, fail) => {
    const ended = () => fail(new StartError({ zh: `${entry} 意外退出。`, en: `${entry} ended by itself.` }));
    child.once("exit", ended);
    child.once("message", (message) => {
      child.off("exit", ended);
      done(message);
    });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  if (child.connected) child.disconnect();
  await exited;
}

import { resolve } from "node:path";
import type { Config } from "../config.ts";
import { type Child, type ChildOptions, startChild } from "./child-process.ts";

export const WAY_NAMES = ["sql", "ordinary", "hub", "split"] as const;
export type WayName = (typeof WAY_NAMES)[number];

/** One way of answering the same questions. */
export interface Way {
  readonly name: WayName;
  readonly title: string;
  /** Of those that work for an answer, PostgreSQL's apart. */
  readonly processCount: number;
  /** `question`: each question has a path of its own and a body of variables. */
  readonly speaks: "graphql" | "question";
  readonly needsToken: boolean;
}

/** What the process of a way needs; nothing in it is for the eyes of other processes. */
export interface WaySettings {
  readonly config: Config;
  readonly adminUrl: string;
}

export interface RunningWay extends Way {
  /** Where questions go; for `question` ways the name follows. */
  readonly url: string;
  /** Of the process that holds all others of this way. */
  readonly pid: number;
  stop(): Promise<void>;
}

export const WAYS: Readonly<Record<WayName, Way>> = {
  sql: {
    name: "sql",
    title: "hand-written SQL",
    processCount: 1,
    speaks: "question",
    needsToken: false,
  },
  ordinary: {
    name: "ordinary",
    title: "ordinary federation",
    processCount: 6,
    speaks: "graphql",
    needsToken: false,
  },
  hub: {
    name: "hub",
    title: "hub, one process",
    processCount: 1,
    speaks: "graphql",
    needsToken: true,
  },
  split: {
    name: "split",
    title: "hub, split",
    processCount: 6,
    speaks: "graphql",
    needsToken: true,
  },
};

const ENTRIES: Readonly<Record<WayName, string>> = {
  sql: resolve(import.meta.dirname, "sql/main.ts"),
  ordinary: resolve(import.meta.dirname, "ordinary/main.ts"),
  hub: resolve(import.meta.dirname, "hub/one-process.ts"),
  split: resolve(import.meta.dirname, "hub/split.ts"),
};

/** Starts a way in a process of its own, so that all it costs can be read off that process and those below it. */
export async function startWay(name: WayName, settings: WaySettings, options: ChildOptions): Promise<RunningWay> {
  const child: Child<{ readonly url: string }> = await startChild(ENTRIES[name], settings, options);
  return { ...WAYS[name], url: child.ready.url, pid: child.pid, stop: child.stop };
}

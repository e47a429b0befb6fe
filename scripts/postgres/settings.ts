import { ownerFlag } from "./postmaster.ts";

/** How careful the server is with what it wrote: `durable` survives a power cut, `disposable` is for test runs. */
export type Durability = "durable" | "disposable";

const SETTINGS = {
  listen_addresses: "127.0.0.1",
  // A socket path may have 107 bytes, which a deep data folder exceeds.
  unix_socket_directories: "",
  shared_buffers: "256MB",
  max_connections: "120",
  work_mem: "16MB",
  maintenance_work_mem: "128MB",
  effective_cache_size: "1GB",
  random_page_cost: "1.1",
  // The hub's statements take well under a millisecond; compiling them takes fifty.
  jit: "off",
  // There is no replica, and a table that was emptied in the same transaction then loads without a log.
  wal_level: "minimal",
  max_wal_senders: "0",
  max_wal_size: "2GB",
  checkpoint_timeout: "15min",
  timezone: "UTC",
  lc_messages: "C",
  // Statements and the values in a constraint's DETAIL may hold data of people; neither goes into the log.
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
  log_min_messages: "warning",
  log_checkpoints: "off",
} as const;

const DURABILITY = {
  durable: { fsync: "on", synchronous_commit: "on", full_page_writes: "on" },
  disposable: { fsync: "off", synchronous_commit: "off", full_page_writes: "off", autovacuum: "off" },
} as const satisfies Record<Durability, Record<string, string>>;

export function commandLine(cluster: string, port: number, durability: Durability): string[] {
  const settings = Object.entries({ ...SETTINGS, ...DURABILITY[durability] });
  const flags = settings.flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  return ["-D", cluster, "-p", String(port), "-c", ownerFlag(process.pid), ...flags];
}

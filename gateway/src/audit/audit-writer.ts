import { HubError } from "@tongshu/kit";
import postgres from "postgres";
import { appendAuditRecords } from "../store/audit-transactor.ts";
import type { HubDatabase } from "../store/database.ts";
import { openImpatientConnection } from "../store/impatient-connection.ts";
import { type ChainPosition, chainRecords, newRun } from "./audit-chain.ts";
import type { AuditRecord, AuditWriter } from "./audit-record.ts";

export interface AuditWriterOptions {
  readonly database: HubDatabase;
  /** Records that may wait; one more is refused, so that a slow store costs answers and never memory. */
  readonly maxQueue?: number;
  /** How long the first record of a batch waits for company. Zero: only while the batch before it commits. */
  readonly flushEveryMs?: number;
  /** A store that takes longer counts as down. */
  readonly timeoutMs?: number;
  /** Hears where a run stands after each commit; heads are closed by it. */
  readonly onAppended?: (position: ChainPosition) => void;
}

interface Waiting {
  readonly record: AuditRecord;
  resolve(): void;
  reject(error: HubError): void;
}

const MAX_QUEUE = 10_000;
/** About 2 MB of statement; a larger batch gains nothing and delays its first record. */
const MAX_BATCH = 1_000;
const TIMEOUT_MS = 1_500;

/** Group commit: records that arrive while one statement commits go together in the next. Only one is ever under way. */
export function createAuditWriter(options: AuditWriterOptions): AuditWriter {
  const { database, maxQueue = MAX_QUEUE, flushEveryMs = 0, timeoutMs = TIMEOUT_MS } = options;
  const connection = openImpatientConnection(database, timeoutMs);
  const queue: Waiting[] = [];
  let position: ChainPosition = newRun();
  let flushing: Promise<void> | undefined;
  let isClosed = false;

  async function flushAll(): Promise<void> {
    await gather(flushEveryMs);
    while (queue.length > 0) await flush(queue.splice(0, MAX_BATCH));
    flushing = undefined;
  }

  async function flush(batch: readonly Waiting[]): Promise<void> {
    try {
      await append(batch);
      for (const waiting of batch) waiting.resolve();
    } catch (error) {
      if (isRefusedRecord(error) && batch.length > 1) return flushSingly(batch);
      // What waited behind a store that is down has waited long enough.
      const refused = isRefusedRecord(error) ? batch : [...batch, ...queue.splice(0)];
      for (const waiting of refused) waiting.reject(new HubError("AUDIT_UNAVAILABLE"));
    }
  }

  /** One record that the store cannot hold must not refuse the answers of everybody beside it. */
  async function flushSingly(batch: readonly Waiting[]): Promise<void> {
    for (const waiting of batch) await flush([waiting]);
  }

  async function append(batch: readonly Waiting[]): Promise<void> {
    const { rows, end } = chainRecords(
      position,
      batch.map(({ record }) => record),
    );
    try {
      await connection.run((sql) => appendAuditRecords(sql, rows));
      position = end;
      options.onAppended?.(position);
    } catch (error) {
      // Whether the batch was stored is unknown. A new run keeps every run's numbers without a gap and without a clash.
      if (!isRefusedRecord(error)) position = newRun();
      throw error;
    }
  }

  return {
    write(record) {
      if (isClosed || queue.length >= maxQueue) return Promise.reject(new HubError("AUDIT_UNAVAILABLE"));
      return new Promise((resolve, reject) => {
        queue.push({ record, resolve, reject });
        flushing ??= flushAll();
      });
    },
    async close() {
      isClosed = true;
      await flushing;
      await connection.close();
    },
  };
}

/** The server answered that a value cannot be stored (classes 22 and 23), so nothing of the statement was. */
function isRefusedRecord(error: unknown): boolean {
  return error instanceof postgres.PostgresError && /^2[23]/.test(error.code);
}

/** Lets everything that is ready in this turn of the event loop join the batch. */
function gather(forMs: number): Promise<void> {
  return new Promise((resolve) => (forMs > 0 ? setTimeout(resolve, forMs) : setImmediate(resolve)));
}

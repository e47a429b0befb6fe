/** How to reach a register's database; made in config.ts. */
export interface DatabaseOptions {
  readonly url: string;
  readonly applicationName: string;
  readonly connectionCount?: number;
  readonly statementTimeoutMs?: number;
  readonly connectTimeoutMs?: number;
}

export type DatabaseRow = readonly unknown[];

export interface Database {
  /** Runs one named prepared statement; rows are arrays in select order. */
  query(text: string, parameters: readonly unknown[]): Promise<readonly DatabaseRow[]>;
  isReady(): Promise<boolean>;
  close(): Promise<void>;
}

export function openDatabase(_options: DatabaseOptions): Database {
  throw new Error("not built yet");
}

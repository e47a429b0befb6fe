import type { JSONWebKeySet } from "jose";
import type { ChainFinding } from "./chain-finding.ts";
import type { ChainSource } from "./chain-source.ts";
import { verifyHeads } from "./verify-heads.ts";
import { verifyRun } from "./verify-run.ts";

export interface ChainReport {
  readonly records: number;
  readonly heads: number;
  readonly runs: number;
  readonly openRecords: number;
  readonly lastHeadHash: string | null;
  /** Empty: every record is the one that was written, in its place. */
  readonly findings: readonly ChainFinding[];
}

/** Reads the whole record and every head. `keys` are the hub's own, known from elsewhere than the heads. */
export async function verifyChain(source: ChainSource, keys: JSONWebKeySet): Promise<ChainReport> {
  const { count, spans, lastHeadHash, ...heads } = await verifyHeads(source, keys);
  const findings: ChainFinding[] = [...heads.findings];
  // A run of which only the head is left is looked at as well.
  const runs = new Set([...(await source.listRuns()), ...spans.keys()]);
  let [records, openRecords] = [0, 0];
  for (const instanceId of runs) {
    const run = await verifyRun(source, instanceId, spans.get(instanceId) ?? []);
    findings.push(...run.findings);
    records += run.records;
    openRecords += run.openRecords;
  }
  return { records, heads: count, runs: runs.size, openRecords, lastHeadHash, findings };
}

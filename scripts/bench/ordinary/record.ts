/** A division or a department by its code; another subgraph knows the rest of it. */
export function reference(code: string | null) {
  return code === null ? null : { code };
}

interface RecordedRow {
  readonly sourceDept: string;
  readonly sourceCatalog: string;
  readonly batchNo: string;
}

export function provenanceOf({ sourceDept, sourceCatalog, batchNo }: RecordedRow) {
  return { sourceDept: reference(sourceDept), sourceCatalog, batchNo };
}

import type { GraphQLResolveInfo } from "graphql";
import type { DatabaseRow } from "../database/database.ts";
import type { ReadReport, Subject, SubjectVerb } from "../register.ts";
import type { Statement } from "./statement.ts";

/** Far above what the gateway's limits let one call read. */
const MAX_SUBJECTS = 20_000;

/** What one call reads, as it reads it; the audit record is made from this. */
export class ReadAccount {
  readonly #subjects = new Map<string, Subject>();
  readonly #rowCounts: Record<string, number> = {};
  readonly #outOfScopePaths = new Set<string>();
  #omittedSubjectCount = 0;

  add({ read, projection }: Statement, rows: readonly DatabaseRow[]): void {
    const { type } = read.entity;
    this.#rowCounts[type] = (this.#rowCounts[type] ?? 0) + rows.length;
    const verb: SubjectVerb = read.kind === "ONE" ? "READ" : "LISTED";
    for (const subject of projection.subjects) {
      for (const row of rows) this.#addSubject(subject.type, row[subject.at], verb);
    }
  }

  /** A row that something was compared with. */
  addVerified(type: string, subjects: readonly { readonly type: Subject["type"]; readonly id: unknown }[]): void {
    this.#rowCounts[type] = (this.#rowCounts[type] ?? 0) + 1;
    for (const subject of subjects) this.#addSubject(subject.type, subject.id, "VERIFIED");
  }

  /** Published counts about a type: they are about nobody in particular. */
  addCells(type: string, cellCount: number): void {
    const name = `${type}.counts`;
    this.#rowCounts[name] = (this.#rowCounts[name] ?? 0) + cellCount;
  }

  /** A cell that is absent because its row is not in scope. */
  addOutOfScope(path: GraphQLResolveInfo["path"]): void {
    const keys: string[] = [];
    for (let at: typeof path | undefined = path; at; at = at.prev) if (typeof at.key === "string") keys.push(at.key);
    this.#outOfScopePaths.add(keys.reverse().join("."));
  }

  report(): ReadReport {
    return {
      subjects: [...this.#subjects.values()],
      omittedSubjectCount: this.#omittedSubjectCount,
      rowCounts: this.#rowCounts,
      outOfScopePaths: [...this.#outOfScopePaths],
    };
  }

  #addSubject(type: Subject["type"], id: unknown, verb: SubjectVerb): void {
    if (typeof id !== "string") return;
    const key = `${verb}:${type}:${id}`;
    if (this.#subjects.has(key)) return;
    if (this.#subjects.size < MAX_SUBJECTS) this.#subjects.set(key, { type, id, verb });
    else this.#omittedSubjectCount++;
  }
}

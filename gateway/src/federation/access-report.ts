import type { GatewayExecutionResult } from "@apollo/server-gateway-interface";
import { HubError } from "@tongshu/kit";
import { type BilingualText, bilingual, type Coordinate, type ErrorCode } from "@tongshu/schema";
import type { GraphQLError } from "graphql";
import type { Verdict } from "../audit/audit-record.ts";
import type { AccessNote } from "../policy/prune.ts";
import { callerPath } from "../policy/pruned-nodes.ts";
import { REASONS, type ReasonRule } from "../policy/reasons.ts";
import type { CompiledOperation } from "./compile-operation.ts";
import type { PlanResult } from "./execute-plan.ts";

/** One entry of `extensions.access`: a field of the operation whose verdict is not plain FULL. */
export interface AccessEntry {
  readonly path: readonly string[];
  readonly coordinate: Coordinate;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly rule: ReasonRule;
  readonly nextStep: string;
}

/** Entry and, unless the field is only masked, the one error that stands for it. */
export interface AccessFinding {
  readonly entry: AccessEntry;
  readonly error: HubError | null;
}

/** What is known before any register is asked. Path segments are the caller's own response keys. */
export function findingOf(note: AccessNote): AccessFinding {
  return finding(note.path, note.coordinate, note.verdict, note.rule);
}

/** What only the answers of the registers tell: out of scope, or the source is away. `path` is a path inside. */
export function findingAt(
  path: readonly string[],
  coordinate: Coordinate,
  rule: "OUT_OF_SCOPE" | "SOURCE_DOWN" | "SOURCE_TIMEOUT",
): AccessFinding {
  return finding(callerPath(path), coordinate, rule === "OUT_OF_SCOPE" ? "OUT_OF_SCOPE" : "SOURCE_DOWN", rule);
}

function finding(path: readonly string[], coordinate: Coordinate, verdict: Verdict, rule: ReasonRule): AccessFinding {
  const { code, reason, nextStep }: { code: HubError["code"]; reason: BilingualText; nextStep: BilingualText } =
    REASONS[rule];
  const entry = { path, coordinate, verdict, reason: bilingual(reason), rule, nextStep: bilingual(nextStep) };
  const error =
    verdict === "MASKED" || verdict === "STALE"
      ? null
      : new HubError(code, { path, field: coordinate, rule, text: reason });
  return { entry, error };
}

/** Gathers what one request's answer has to say about access, and makes the result that Apollo Server sends. */
export class AccessReport {
  readonly #compiled: CompiledOperation;
  readonly #found = new Map<string, AccessFinding>();
  readonly #faults = new Map<string, HubError>();
  readonly #limited: HubError[] = [];
  /** Verdicts by coordinate, as the audit record keeps them. */
  verdicts: Readonly<Record<Coordinate, Verdict>>;

  constructor(compiled: CompiledOperation) {
    this.#compiled = compiled;
    this.verdicts = compiled.verdicts;
  }

  add({ outOfScopePaths, faults }: PlanResult): void {
    for (const path of outOfScopePaths) this.#addFinding(path, "OUT_OF_SCOPE");
    for (const { path, code } of faults) {
      if (code === "SOURCE_DOWN" || code === "SOURCE_TIMEOUT") this.#addFinding(path, code);
      else this.#addFault(callerPath(path), code);
    }
    for (const { path, code } of faults) {
      if (code === "SOURCE_DOWN" || code === "SOURCE_TIMEOUT") this.#addLossAbove(path, code);
    }
  }

  /** `more` are errors of fields that no register answers. */
  /** Claims that were not compared because too many before them were wrong. */
  addLimited(errors: readonly HubError[]): void {
    this.#limited.push(...errors);
  }

  result(data: Record<string, unknown>, more: readonly GraphQLError[] = []): GatewayExecutionResult {
    const findings = [...this.#compiled.findings, ...this.#inOrder()];
    const errors = [...findings.flatMap(reportedError), ...this.#faults.values(), ...this.#limited, ...more];
    const access = findings.map(({ entry }) => entry);
    return {
      data,
      ...(errors.length > 0 ? { errors } : {}),
      ...(access.length > 0 ? { extensions: { access } } : {}),
    };
  }

  /** In the order of the operation, not in which registers happened to answer: the same question has the same answer. */
  #inOrder(): AccessFinding[] {
    if (this.#found.size < 2) return [...this.#found.values()];
    return [...this.#compiled.coordinates.keys()].flatMap((key) => this.#found.get(key) ?? []);
  }

  #addFinding(path: readonly string[], rule: "OUT_OF_SCOPE" | "SOURCE_DOWN" | "SOURCE_TIMEOUT"): void {
    const key = callerPath(path).join(".");
    // A path that the caller did not ask for is a key the planner added.
    const coordinate = this.#compiled.coordinates.get(key);
    if (!coordinate || this.#found.has(key)) return;
    const found = findingAt(path, coordinate, rule);
    this.#found.set(key, found);
    this.verdicts = { ...this.verdicts, [coordinate]: found.entry.verdict };
  }

  /**
   * A field that the planner added is lost, and with it, perhaps, the object it was to prove. When nothing that the caller
   * asked tells so, the nearest field it did ask does: else the null there would read as "does not exist".
   */
  #addLossAbove(path: readonly string[], rule: "SOURCE_DOWN" | "SOURCE_TIMEOUT"): void {
    const { coordinates } = this.#compiled;
    const keyOf = (length: number) => callerPath(path.slice(0, length)).join(".");
    if (coordinates.has(keyOf(path.length))) return;
    let length = path.length - 1;
    while (length > 0 && !coordinates.has(keyOf(length))) length -= 1;
    const above = keyOf(length);
    const isTold = [...this.#found].some(([key, { entry }]) => entry.verdict === "SOURCE_DOWN" && isWithin(key, above));
    if (length > 0 && !isTold) this.#addFinding(path.slice(0, length), rule);
  }

  /** Says at every field that was shown and is disputed for somebody in the answer that it is. */
  addDisputes(disputed: readonly Coordinate[]): void {
    if (disputed.length === 0) return;
    const known = new Set(disputed);
    for (const [key, coordinate] of this.#compiled.coordinates) {
      const isShown = this.verdicts[coordinate] === "FULL" || this.verdicts[coordinate] === "MASKED";
      if (!known.has(coordinate) || !isShown || this.#found.has(key)) continue;
      this.#found.set(key, finding(key.split("."), coordinate, "STALE", "DISPUTED"));
    }
  }

  /** One error per field, however many rows had it. */
  #addFault(path: readonly string[], code: ErrorCode): void {
    this.#faults.set(`${path.join(".")} ${code}`, new HubError(code, { path }));
  }
}

/** A claim that may not be made has its answer in its place, which says so; only strict mode makes an error of it. */
function reportedError({ entry, error }: AccessFinding): readonly HubError[] {
  return error === null || entry.rule === "CLAIM_NOT_GRANTED" ? [] : [error];
}

function isWithin(key: string, above: string): boolean {
  return key === above || key.startsWith(`${above}.`);
}

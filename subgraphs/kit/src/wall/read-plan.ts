import type { HubError } from "../errors.ts";
import type { Read, VerifyRead } from "../reads.ts";
import { compileStatement, type Statement } from "../rows/statement.ts";
import { accessOf, type View } from "../rows/type-access.ts";
import { compileVerification, type Verification } from "../verification/statement.ts";
import type { Classification } from "./classification.ts";
import { argumentRefusal, refusalOf } from "./refusal.ts";
import { givenInputFields, type Selection } from "./selection.ts";

/** What one view may read through one document: decided once, used by each call of that document and view. */
export class ReadPlan {
  /** Set when the selection holds anything the view may not read; then nothing is read. */
  readonly refusal: HubError | null;
  readonly #selection: Selection;
  readonly #classification: Classification;
  readonly #view: View;
  readonly #verifications = new Map<VerifyRead, Verification>();
  readonly #statements = new Map<Read, Map<string, Statement | null>>();

  constructor(selection: Selection, classification: Classification, view: View) {
    this.refusal = refusalOf(selection, classification, view.levels);
    this.#selection = selection;
    this.#classification = classification;
    this.#view = view;
  }

  /** As `refusal`, for what the coerced variables of one call ask by. */
  refusalOfInputs(variables: Readonly<Record<string, unknown>>): HubError | null {
    if (this.#selection.inputVariables.size === 0) return null;
    const given = [...this.#selection.inputVariables].flatMap(([name, type]) =>
      givenInputFields(type, variables[name]),
    );
    return argumentRefusal(given, this.#classification, this.#view.levels);
  }

  /** The statement that selects what the document asks of a type and the view may see; null when it sees no row. */
  statementOf(read: Read, inputNames: readonly string[]): Statement | null {
    const known = this.#statements.get(read) ?? new Map<string, Statement | null>();
    this.#statements.set(read, known);
    const shape = inputNames.join();
    const found = known.get(shape);
    if (found !== undefined) return found;
    const statement = this.#compile(read, inputNames);
    known.set(shape, statement);
    return statement;
  }

  /** What the view may verify by this read. */
  verificationOf(read: VerifyRead): Verification {
    const known = this.#verifications.get(read) ?? compileVerification(read, this.#classification, this.#view);
    this.#verifications.set(read, known);
    return known;
  }

  #compile(read: Read, inputNames: readonly string[]): Statement | null {
    const { type } = read.entity;
    const access = accessOf(type, this.#classification, this.#view);
    const requested = [...(this.#selection.requested.get(type) ?? [])].sort();
    return compileStatement(read, requested, access, inputNames);
  }
}

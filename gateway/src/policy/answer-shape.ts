import { type GraphQLOutputType, isListType, isNonNullType } from "graphql";

/** Turns what the registers gave into what the caller gets; BUBBLE where a position that may not be null is null. */
export type Completer = (value: unknown) => unknown;

const BUBBLE = Symbol("null in a non-null position");

/** Where a denied field stood, and where an answer has nothing. */
export const completeAsNull: Completer = () => null;

export function completeAsConstant(text: string): Completer {
  return () => text;
}

/** Wraps the completer of a named type in the lists and non-null marks of `type`. */
export function completerOf(type: GraphQLOutputType, named: Completer): Completer {
  if (isNonNullType(type)) {
    const inner = completerOf(type.ofType, named);
    return (value) => inner(value) ?? BUBBLE;
  }
  if (isListType(type)) {
    const inner = completerOf(type.ofType, named);
    return (value) => completeList(value, inner);
  }
  return (value) => (value === null || value === undefined ? null : named(value));
}

function completeList(value: unknown, inner: Completer): unknown {
  if (!Array.isArray(value)) return null;
  const items = new Array<unknown>(value.length);
  for (let index = 0; index < value.length; index += 1) {
    const item = inner(value[index]);
    if (item === BUBBLE) return null;
    items[index] = item;
  }
  return items;
}

/** One response key of an object: where its value comes from, and how it is completed. */
export interface CompletedField {
  readonly key: string;
  /** The key under which the registers gave the value. */
  readonly sourceKey: string;
  readonly complete: Completer;
}

/** An object with exactly the asked response keys, in the asked order; the planner's own keys fall away here. */
export function objectCompleter(fields: readonly CompletedField[]): Completer {
  return (value) => {
    const source = value as Record<string, unknown>;
    const answer: Record<string, unknown> = {};
    for (const { key, sourceKey, complete } of fields) {
      const part = complete(source[sourceKey]);
      if (part === BUBBLE) return null;
      answer[key] = part;
    }
    return answer;
  };
}

/** On an object of the answer: the register that owns the row has shown it. No response key of a caller is like it. */
export const SHOWN_MARK = "p_shown";

/** As `objectCompleter`, for an object that only its owner can prove. */
export function provenCompleter(fields: readonly CompletedField[]): Completer {
  const complete = objectCompleter(fields);
  return (value) => ((value as Record<string, unknown>)[SHOWN_MARK] === true ? complete(value) : null);
}

/** Chooses by the runtime type that the register named; a type the operation did not foresee gives an empty object. */
export function abstractCompleter(byType: ReadonlyMap<string, Completer>, typenameKey: string): Completer {
  return (value) => byType.get(String((value as Record<string, unknown>)[typenameKey]))?.(value) ?? null;
}

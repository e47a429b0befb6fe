import { createHash } from "node:crypto";
import { HubError } from "@tongshu/kit";
import { type DocumentNode, Kind, parse, type SelectionNode, type SelectionSetNode } from "graphql";
import { LRUCache } from "lru-cache";

/** Deeper nesting, inline fragments counted, ends the stack of whatever walks the document after us. */
const MAX_NESTING = 40;
const MAX_FRAGMENTS = 100;
/** Fields that share their response key with another of the same set. People write none, programs a few. */
const MAX_REPEATED_KEYS = 100;

/** Texts kept as passed, by hash. */
const PASSED_TEXTS = 10_000;

/**
 * Looks at an operation before the validator does, whose check for fields that can be merged compares each pair: a few
 * thousand repeats of one field hold the process for seconds. Throws LIMIT_EXCEEDED naming the bound.
 */
export class DocumentScreen {
  readonly #maxTokens: number;
  readonly #passed = new LRUCache<string, true>({ max: PASSED_TEXTS });

  constructor(maxTokens: number) {
    this.#maxTokens = maxTokens;
  }

  /** Whether the text was never seen before: a new one costs its parsing, its checks and its plan. */
  isNew(text: string): boolean {
    return !this.#passed.has(keyOf(text));
  }

  check(text: string): void {
    const key = keyOf(text);
    if (this.#passed.has(key)) return;
    const document = this.#parse(text);
    if (document) checkDocument(document);
    this.#passed.set(key, true);
  }

  /** Null when the text is no document, or has too many tokens: the server's own parser refuses it in its own words. */
  #parse(text: string): DocumentNode | null {
    try {
      return parse(text, { maxTokens: this.#maxTokens, noLocation: true });
    } catch {
      return null;
    }
  }
}

function keyOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

function checkDocument({ definitions }: DocumentNode): void {
  const fragments = definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  if (fragments.length > MAX_FRAGMENTS) throw tooMany("fragments", MAX_FRAGMENTS);
  let repeated = 0;
  for (const node of definitions) if ("selectionSet" in node) repeated += repeatedKeys(node.selectionSet, 1);
  if (repeated > MAX_REPEATED_KEYS) throw tooMany("repeated keys", MAX_REPEATED_KEYS);
}

/** Counts in the set and in all sets below it; an inline fragment belongs to the set it stands in. */
function repeatedKeys(set: SelectionSetNode, depth: number): number {
  if (depth > MAX_NESTING) throw tooMany("nested selections", MAX_NESTING);
  const keys = new Set<string>();
  let repeated = 0;
  const count = (nodes: readonly SelectionNode[], at: number) => {
    if (at > MAX_NESTING) throw tooMany("nested selections", MAX_NESTING);
    for (const node of nodes) {
      if (node.kind === Kind.INLINE_FRAGMENT) count(node.selectionSet.selections, at + 1);
      else if (node.kind === Kind.FIELD) {
        const key = node.alias?.value ?? node.name.value;
        if (keys.has(key)) repeated += 1;
        keys.add(key);
        if (node.selectionSet) repeated += repeatedKeys(node.selectionSet, at + 1);
      }
    }
  };
  count(set.selections, depth);
  return repeated;
}

function tooMany(field: string, most: number): HubError {
  return new HubError("LIMIT_EXCEEDED", { field, rule: `at most ${most} ${field}` });
}

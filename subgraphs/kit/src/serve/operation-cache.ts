import { createHash } from "node:crypto";
import { parse } from "graphql";
import { LRUCache } from "lru-cache";
import type { RegisterOperation } from "../register.ts";

const MAX_OPERATIONS = 2_000;
/** A parsed document takes some hundred times the room of its text, and long ones are as easily sent as short ones. */
const MAX_CHARACTERS = 2_000_000;

/** Keeps the parsed documents a gateway sends again and again, so that each is parsed and checked once. */
export class OperationCache {
  readonly #operations = new LRUCache<string, RegisterOperation>({
    max: MAX_OPERATIONS,
    maxSize: MAX_CHARACTERS,
    sizeCalculation: ({ text }) => text.length,
  });

  /** Null when the text is not GraphQL, or when the hash is not its own: else one text could stand in for another. */
  get(text: string, hash: string): RegisterOperation | null {
    const known = this.#operations.get(hash);
    if (known) return known.text === text ? known : null;
    if (createHash("sha256").update(text).digest("hex") !== hash) return null;
    try {
      const operation = { text, hash, document: parse(text, { noLocation: true, maxTokens: 20_000 }) };
      this.#operations.set(hash, operation);
      return operation;
    } catch {
      return null;
    }
  }
}

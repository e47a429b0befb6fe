import type { Mutation } from "@tongshu/scripts";

/** What a count must not tell. */
export const MUTATIONS: readonly Mutation[] = [
  {
    guard: "A small count is not published.",
    threat: "asking without reading",
    file: "subgraphs/kit/src/counts/suppression.ts",
    find: "return count > 0 && count < SMALLEST_PUBLISHED;",
    replace: "return count > 0 && count < 2;",
    test: "subgraphs/kit/src/counts/suppression.test.ts",
  },
  {
    guard: "A hidden cell does not follow from its total.",
    threat: "asking without reading",
    file: "subgraphs/kit/src/counts/suppression.ts",
    find: "    if (exchange) this.adopt(exchange);\n",
    replace: "    if (exchange) this.#hideUnder(place);\n",
    test: "subgraphs/kit/src/counts/suppression.test.ts",
  },
  {
    guard: "An edition stays as it is until the next month.",
    threat: "asking without reading",
    file: "subgraphs/kit/src/counts/publish.ts",
    find: "  if (known.length > 0) return;\n",
    replace: "  if (known.length > 0) await tx.execute(sql`delete from count_editions`);\n",
    test: "tests/security/aggregates.test.ts",
  },
];

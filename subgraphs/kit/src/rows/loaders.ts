import assert from "node:assert/strict";
import DataLoader from "dataloader";
import type { CallContext } from "../call-context.ts";
import type { DatabaseRow } from "../database/database.ts";
import { StatementError } from "../database/source-error.ts";
import type { RowView } from "../entity.ts";
import { HubError } from "../errors.ts";
import type {
  Connection,
  ExistsRead,
  ListRead,
  LoadersOf,
  ManyRead,
  OneRead,
  PageRead,
  PageRequest,
  Read,
  Reads,
} from "../reads.ts";
import { openVerification } from "../verification/loader.ts";
import { badCursor, decodeCursor, encodeCursor } from "./cursor.ts";
import { compileExists, type Query, type StatementInputs } from "./statement.ts";
import { scopeInputs, spanInputs } from "./type-access.ts";

const MAX_CHILDREN = 200;
const MAX_PAGE = 100;
/** Keys in one statement; above it the answer alone takes longer than a caller waits. */
const MAX_BATCH = 5_000;

/** Makes the loaders of each call: every one when it is first used, and none outlives the call. */
export function loaderFactory<R extends Reads>(reads: R): (context: CallContext) => LoadersOf<R> {
  class Loaders {
    readonly opened: Record<string, unknown> = {};
    readonly context: CallContext;
    constructor(context: CallContext) {
      this.context = context;
    }
  }
  for (const [name, read] of Object.entries(reads)) {
    const get = function (this: Loaders) {
      this.opened[name] ??= openLoader(read, this.context);
      return this.opened[name];
    };
    Object.defineProperty(Loaders.prototype, name, { get });
  }
  return (context) => new Loaders(context) as unknown as LoadersOf<R>;
}

function openLoader(read: Reads[string], context: CallContext) {
  switch (read.kind) {
    case "ONE":
      return openOne(read, context);
    case "MANY":
      return openMany(read, context);
    case "LIST":
      return openList(read, context);
    case "PAGE":
      return openPage(read, context);
    case "EXISTS":
      return openExists(read, context);
    case "VERIFY":
      return openVerification(read, context);
  }
}

export function openOne(read: OneRead, context: CallContext): DataLoader<string, RowView | null> {
  const loadViews = async (keys: readonly string[]) => {
    const { rows, views } = await readRows(context, read, { keys });
    const byKey = new Map(rows.map((row, index) => [String(row[0]), views[index]]));
    return keys.map((key) => byKey.get(key) ?? null);
  };
  return new DataLoader(loadViews, { maxBatchSize: MAX_BATCH });
}

function openMany(read: ManyRead, context: CallContext) {
  const byLimit = new Map<number, DataLoader<string, readonly RowView[]>>();
  return {
    load(key: string, first: number) {
      const limit = checkedLimit(first, MAX_CHILDREN);
      const loader = byLimit.get(limit) ?? openChildren(read, limit, context);
      byLimit.set(limit, loader);
      return loader.load(key);
    },
  };
}

function openChildren(read: ManyRead, first: number, context: CallContext): DataLoader<string, readonly RowView[]> {
  const loadGroups = async (keys: readonly string[]) => {
    const { rows, views } = await readRows(context, read, { keys, first });
    const groups = new Map<string, RowView[]>(keys.map((key) => [key, []]));
    for (const [index, view] of views.entries()) groups.get(String(rows[index]?.[0]))?.push(view);
    return keys.map((key) => groups.get(key) ?? []);
  };
  return new DataLoader(loadGroups, { maxBatchSize: MAX_BATCH });
}

function openList(read: ListRead, context: CallContext) {
  return {
    async load(first = read.cap) {
      return (await readRows(context, read, { first: checkedLimit(first, read.cap) })).views;
    },
  };
}

const existsQueries = new WeakMap<ExistsRead, Query>();

function openExists(read: ExistsRead, context: CallContext): DataLoader<string, boolean> {
  const query = existsQueries.get(read) ?? compileExists(read);
  existsQueries.set(read, query);
  const loadFacts = async (keys: readonly string[]) => {
    if (context.signal.aborted) throw new HubError("SOURCE_TIMEOUT");
    const found = new Set((await context.source.rows(query, { keys })).map(([key]) => String(key)));
    return keys.map((key) => found.has(key));
  };
  return new DataLoader(loadFacts, { maxBatchSize: MAX_BATCH });
}

function openPage(read: PageRead, context: CallContext) {
  return {
    async load({ first, after, filter }: PageRequest): Promise<Connection> {
      const limit = checkedLimit(first, MAX_PAGE);
      const cursor = after ? decodeCursor(after, read.orderBy) : {};
      const filters = filterInputs(read, filter ?? {});
      // One row more than asked tells whether there is a next page.
      const inputs = { ...cursor, ...filters, first: limit + 1 };
      const { rows, views, hasMore } = await readRows(context, read, inputs, limit).catch((error: unknown) => {
        throw after && isDataException(error) ? badCursor() : error;
      });
      const edges = views.map((node, index) => ({ cursor: encodeCursor(rows[index] ?? [], read.orderBy), node }));
      const [startCursor = null, endCursor = null] = [edges.at(0)?.cursor, edges.at(-1)?.cursor];
      return { edges, pageInfo: { hasNextPage: hasMore, hasPreviousPage: Boolean(after), startCursor, endCursor } };
    },
  };
}

function filterInputs(read: PageRead, filter: Readonly<Record<string, unknown>>): StatementInputs {
  const given = Object.entries(filter).filter(([, value]) => value !== null && value !== undefined);
  for (const [name] of given) assert(Object.hasOwn(read.filters, name), `no filter ${name}`);
  return Object.fromEntries(given.map(([name, value]) => [`filter.${name}`, value]));
}

interface Answer {
  readonly rows: readonly DatabaseRow[];
  readonly views: readonly RowView[];
  readonly hasMore: boolean;
}

/** Asks nothing when the view can see no row of the type, or nobody waits for the answer any more. */
async function readRows(context: CallContext, read: Read, inputs: StatementInputs, limit = Infinity): Promise<Answer> {
  if (context.signal.aborted) throw new HubError("SOURCE_TIMEOUT");
  const statement = context.plan.statementOf(read, Object.keys(inputs));
  if (!statement) return { rows: [], views: [], hasMore: false };
  const scope = context.capability.scopes[read.entity.type];
  const span = read.kind === "PAGE" && read.regionDigits ? spanInputs(scope, read.regionDigits) : {};
  const found = await context.source.rows(statement, { ...inputs, ...scopeInputs(scope), ...span });
  const rows = found.length > limit ? found.slice(0, limit) : found;
  context.account.add(statement, rows);
  return { rows, views: rows.map(statement.projection.toView), hasMore: found.length > limit };
}

/** A made-up cursor whose values are not of the columns' types. */
function isDataException(error: unknown): boolean {
  return error instanceof StatementError && error.sqlState.startsWith("22");
}

function checkedLimit(first: number, most: number): number {
  if (Number.isInteger(first) && first >= 1 && first <= most) return first;
  throw new HubError("BAD_USER_INPUT", { field: "first", rule: `1..${most}` });
}

import type { Holding } from "@tongshu/kit";
import type { Role } from "../../identity/caller.ts";
import { look } from "../act.ts";
import type { ControlContext } from "../control-context.ts";
import { type ControlModule, readSdl } from "../control-module.ts";
import { pageSize } from "../page-size.ts";
import { requireText } from "../require-text.ts";
import { type CatalogueField, catalogueFields, type DataSet, dataSets } from "./catalogue-entries.ts";
import { listHoldings } from "./held.ts";

const READERS: readonly Role[] = ["admin", "approver", "auditor"];

export const catalogueModule: ControlModule = {
  sdl: readSdl("catalogue.graphql", import.meta.url),
  resolvers: {
    Query: {
      catalogue: (_source, args: CatalogueArguments, context) => searchCatalogue(context, args),
      dataSets: (_source, _args, context) => listDataSets(context),
    },
  },
};

interface CatalogueArguments {
  readonly search?: string | null;
  readonly type?: string | null;
  readonly owner?: string | null;
  readonly sharing?: string | null;
  readonly sensitivity?: string | null;
  readonly first: number;
  readonly after?: string | null;
}

const LONGEST_SEARCH = 100;

function searchCatalogue(context: ControlContext, args: CatalogueArguments): Promise<readonly CatalogueField[]> {
  const { graph, archive, clock } = context.services;
  const words = args.search ? requireText("search", args.search, LONGEST_SEARCH).toLowerCase().split(/\s+/) : [];
  const first = pageSize(args.first);
  return look(context, READERS, async ({ tx }) =>
    catalogueFields(graph, await archive.inForce(tx), clock.nowMs())
      .filter((field) => isAskedFor(field, args) && holdsEvery(field, words))
      .filter(({ coordinate }) => !args.after || coordinate > args.after)
      .slice(0, first),
  );
}

function isAskedFor(field: CatalogueField, { type, owner, sharing, sensitivity }: CatalogueArguments): boolean {
  return (
    (!type || field.type === type) &&
    (!owner || field.owner === owner) &&
    (!sharing || field.sharing === sharing) &&
    (!sensitivity || field.sensitivity === sensitivity)
  );
}

/** In either language, in the field's name, or in its owner's. */
function holdsEvery(field: CatalogueField, words: readonly string[]): boolean {
  const { coordinate, descriptionZh, descriptionEn, ownerNameZh, ownerNameEn, sources } = field;
  const catalogs = sources.map(({ catalog }) => catalog).join(" ");
  const text = [coordinate, descriptionZh, descriptionEn, ownerNameZh, ownerNameEn, catalogs].join(" ").toLowerCase();
  return words.every((word) => text.includes(word));
}

async function listDataSets(context: ControlContext): Promise<readonly (DataSet & Held)[]> {
  const { graph, archive, clock, registers } = context.services;
  const sets = await look(context, READERS, async ({ tx }) =>
    dataSets(graph, await archive.inForce(tx), clock.nowMs()),
  );
  const holdings = await listHoldings(registers);
  return sets.map((set) => ({ ...set, ...heldOf(holdings.get(set.type)) }));
}

interface Held {
  readonly rowCount: number | null;
  readonly lastLoadedAt: Date | null;
}

function heldOf(holding: Holding | undefined): Held {
  const { rowCount = null, lastLoadedAt = null } = holding ?? {};
  return { rowCount, lastLoadedAt: lastLoadedAt === null ? null : new Date(lastLoadedAt) };
}

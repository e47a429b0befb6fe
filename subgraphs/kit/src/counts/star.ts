import { buildCube, type Cube, indexOf, type Place, product } from "./cube.ts";
import { widened } from "./exchange.ts";
import { type Hidden, isSmall, Suppressor } from "./suppression.ts";

/** One table as it may be published: its shared dimensions first, then its own. */
export interface SuppressedCube {
  readonly cube: Cube;
  readonly hidden: Hidden;
}

/**
 * Hides small cells in several tables over the same rows that share their first `sharedCount` dimensions and nothing else.
 * What is hidden of the shared margin is hidden in every table: else one table would tell what another keeps.
 */
export function suppressTables(cubes: readonly Cube[], sharedCount: number): SuppressedCube[] {
  const margins = cubes.map((cube) => marginOf(cube, sharedCount));
  const forced: Place[] = [];
  for (;;) {
    const shared = hideShared(margins, cubes, forced);
    const tables = cubes.map((cube) => hideTable(cube, sharedCount, shared));
    const refused = tables.flatMap((table) => (table.refused ? [table.refused.slice(0, sharedCount)] : []));
    if (refused.length === 0) return tables.map(({ cube, hidden }) => ({ cube, hidden }));
    forced.push(...refused);
  }
}

function marginOf(cube: Cube, sharedCount: number): Cube {
  const dimensions = cube.dimensions.slice(0, sharedCount);
  const margin = buildCube(dimensions, []);
  const rest = cube.dimensions.slice(sharedCount).map(() => 0);
  for (const place of product(dimensions.map(({ codes }) => [...codes.keys()]))) {
    margin.counts[indexOf(margin, place)] = cube.counts[indexOf(cube, [...place, ...rest])] ?? 0;
  }
  return margin;
}

/** Rows may be counted in one table and not in the other, so a margin is small when it is small in any of them. */
function hideShared(margins: readonly Cube[], cubes: readonly Cube[], forced: readonly Place[]): Suppressor {
  const [first] = margins;
  if (!first) throw new TypeError("there is no table to publish");
  const suppressor = new Suppressor(first, cubes);
  for (const [index, place] of forced.entries()) {
    // A cell that comes back was hidden in vain: each time a coarser one is hidden.
    let coarser: Place | null = place;
    for (const earlier of forced.slice(0, index)) {
      if (coarser && earlier.join() === place.join()) coarser = suppressor.coarserThan(coarser);
    }
    if (coarser) suppressor.protect(coarser);
    else suppressor.hideAll();
  }
  suppressor.run((index) => margins.some(({ counts }) => isSmall(counts[index] ?? 0)));
  return suppressor;
}

function hideTable(cube: Cube, sharedCount: number, shared: Suppressor) {
  const isOwn = (place: Place) => place.slice(sharedCount).some((node) => node !== 0);
  const suppressor = new Suppressor(cube, [], isOwn);
  if (shared.hidden.every((flag) => flag === 1)) suppressor.hideAll();
  for (const exchange of shared.exchanges) suppressor.adopt(widened(exchange, cube));
  const refused = suppressor.run((index) => isSmall(cube.counts[index] ?? 0));
  return { cube, hidden: suppressor.hidden, refused };
}

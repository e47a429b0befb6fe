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
    const shared = hideShared(margins, forced);
    const tables = cubes.map((cube) => ({ cube, suppressor: hideTable(cube, sharedCount, shared) }));
    const refused = tables.flatMap(({ suppressor }) => suppressor.refused);
    if (refused.length === 0) return tables.map(({ cube, suppressor }) => ({ cube, hidden: suppressor.hidden }));
    forced.push(...refused.map((place) => place.slice(0, sharedCount)));
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
function hideShared(margins: readonly Cube[], forced: readonly Place[]): Suppressor {
  const [first] = margins;
  if (!first) throw new TypeError("there is no table to publish");
  const suppressor = new Suppressor(first, { likes: margins });
  for (const place of forced) if (suppressor.hidden[indexOf(first, place)] !== 1) suppressor.protect(place);
  suppressor.run((index) => margins.some(({ counts }) => isSmall(counts[index] ?? 0)));
  return suppressor;
}

function hideTable(cube: Cube, sharedCount: number, shared: Suppressor): Suppressor {
  const isOwn = (place: Place) => place.slice(sharedCount).some((node) => node !== 0);
  const suppressor = new Suppressor(cube, { isOwn });
  if (shared.hidden.every((flag) => flag === 1)) suppressor.hidden.fill(1);
  for (const exchange of shared.exchanges) suppressor.adopt(widened(exchange, cube));
  suppressor.run((index) => isSmall(cube.counts[index] ?? 0));
  return suppressor;
}

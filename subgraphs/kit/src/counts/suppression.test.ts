import { describe, expect, test } from "vitest";
import { LinearSpan } from "../../../../tests/support/linear-span.ts";
import { buildCube, type Cube, cellsUnder, indexOf, type LeafCount, placeOf, product } from "./cube.ts";
import { buildDimension, type Dimension } from "./dimension.ts";
import { suppressTables } from "./star.ts";
import { isSmall, Suppressor } from "./suppression.ts";

function tree(name: string, paths: readonly (readonly string[])[]): Dimension {
  return buildDimension(
    name,
    paths.map((path) => ({ code: path.at(-1) ?? "", path })),
  );
}

const regions = tree("region", [
  ["A", "A1"],
  ["A", "A2"],
  ["A", "A3"],
  ["B", "B1"],
  ["B", "B2"],
  ["C", "C1"],
]);
const sexes = tree("sex", [["MALE"], ["FEMALE"], ["UNKNOWN"]]);
const ages = tree("age", [["CHILD"], ["ADULT"], ["OLD"], ["VERY_OLD"]]);
const otherRegions = tree("residence", [
  ["X", "X1"],
  ["X", "X2"],
  ["Y", "Y1"],
  ["Z", "Z1"],
]);

/** Leaf counts from zero to a few dozen, most of them small: the same for the same seed. */
function randomLeaves(dimensions: readonly Dimension[], seed: number, most: number): LeafCount[] {
  let state = seed + 1;
  const draw = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const leaves = dimensions.map((dimension) => [...dimension.leafNodes.keys()]);
  return [...product(leaves.map((codes) => codes.map((_code, index) => index)))].map((place) => ({
    codes: place.map((leaf, axis) => leaves[axis]?.[leaf] ?? ""),
    count: draw() < 0.3 ? 0 : Math.floor(draw() ** 2 * most),
  }));
}

interface Table {
  readonly cube: Cube;
  readonly hidden: Uint8Array;
}

/** Cells that are hidden, hold rows, and follow from everything that all tables together publish. `joint` are the finest rows. */
function determined(
  tables: readonly Table[],
  joint: readonly LeafCount[],
  axes: readonly (readonly number[])[],
): string[] {
  const vectorOf = (table: number, index: number) => {
    const { cube } = tables[table] as Table;
    const inside = new Set(cellsUnder(cube, placeOf(cube, index)));
    return joint.map(({ codes }) => {
      const leaf = cube.dimensions.map(
        ({ leafNodes }, axis) => leafNodes.get(codes[axes[table]?.[axis] ?? -1] ?? "") ?? -1,
      );
      return inside.has(indexOf(cube, leaf)) ? 1 : 0;
    });
  };
  const span = new LinearSpan();
  for (const [table, { cube, hidden }] of tables.entries()) {
    for (const index of cube.counts.keys()) if (hidden[index] !== 1) span.add(vectorOf(table, index));
  }
  return tables.flatMap(({ cube, hidden }, table) =>
    [...cube.counts.keys()]
      .filter((index) => hidden[index] === 1 && (cube.counts[index] ?? 0) > 0 && span.holds(vectorOf(table, index)))
      .map((index) => `${table}:${placeOf(cube, index).join()}=${cube.counts[index]}`),
  );
}

/** Hidden cells that inequalities pin down: no count is below zero, and every margin is the sum of its parts. */
function pinned({ cube, hidden }: Table): string[] {
  const low = Float64Array.from(cube.counts, (count, index) => (hidden[index] === 1 ? 0 : count));
  const high = Float64Array.from(cube.counts, (count, index) => (hidden[index] === 1 ? 1e9 : count));
  for (let isMoving = true; isMoving; ) {
    isMoving = false;
    const narrow = (index: number, from: number, to: number) => {
      if (from > (low[index] ?? 0)) [low[index], isMoving] = [from, true];
      if (to < (high[index] ?? 0)) [high[index], isMoving] = [to, true];
    };
    for (const index of cube.counts.keys()) {
      const place = placeOf(cube, index);
      for (const [axis, { children }] of cube.dimensions.entries()) {
        const parts = (children[place[axis] ?? 0] ?? []).map((child) => indexOf(cube, place.with(axis, child)));
        if (parts.length === 0) continue;
        const [lows, highs] = [sum(parts, low), sum(parts, high)];
        narrow(index, lows, highs);
        for (const part of parts) {
          narrow(part, (low[index] ?? 0) - (highs - (high[part] ?? 0)), (high[index] ?? 0) - (lows - (low[part] ?? 0)));
        }
      }
    }
  }
  const isPinned = (index: number) =>
    hidden[index] === 1 && isSmall(cube.counts[index] ?? 0) && low[index] === high[index];
  return [...cube.counts.keys()].filter(isPinned).map((index) => placeOf(cube, index).join());
}

function sum(indices: readonly number[], values: Float64Array): number {
  return indices.reduce((total, index) => total + (values[index] ?? 0), 0);
}

function onlySmall(cube: Cube): Table {
  return { cube, hidden: Uint8Array.from(cube.counts, (count) => Number(isSmall(count))) };
}

const ALL_AXES = [[0, 1, 2]];

describe("a table of counts", () => {
  test.each(Array.from({ length: 40 }, (_, seed) => [seed, seed % 3 === 0 ? 25 : 90] as const))(
    "seed %i: publishes no count from one to nine, and nothing that tells one",
    (seed, most) => {
      const joint = randomLeaves([regions, sexes, ages], seed, most);
      const [table] = suppressTables([buildCube([regions, sexes, ages], joint)], 3);
      const { cube, hidden } = table as Table;
      const shown = [...cube.counts].filter((count, index) => hidden[index] !== 1 && isSmall(count));
      expect(shown).toEqual([]);
      expect(determined([{ cube, hidden }], joint, ALL_AXES)).toEqual([]);
      expect(pinned({ cube, hidden })).toEqual([]);
    },
  );

  test("is told by subtraction where only the small cells are hidden", () => {
    const joint = randomLeaves([regions, sexes, ages], 1, 400);
    expect(determined([onlySmall(buildCube([regions, sexes, ages], joint))], joint, ALL_AXES)).not.toEqual([]);
  });

  test("hides one cell of the finest kind with seven others, and no margin", () => {
    const joint = randomLeaves([regions, sexes, ages], 1, 0).map((leaf, index) => ({
      ...leaf,
      count: index === 0 ? 5 : 50,
    }));
    const [table] = suppressTables([buildCube([regions, sexes, ages], joint)], 3);
    const { cube, hidden } = table as Table;
    const places = [...hidden.keys()].filter((index) => hidden[index] === 1).map((index) => placeOf(cube, index));
    expect(places).toHaveLength(8);
    expect(places.flat().filter((node) => node === 0)).toEqual([]);
  });

  test("hides everything when there are fewer than ten rows in all", () => {
    const cube = buildCube(
      [regions],
      [
        { codes: ["A1"], count: 4 },
        { codes: ["B1"], count: 5 },
      ],
    );
    expect([...(suppressTables([cube], 1)[0]?.hidden ?? [])].every((flag) => flag === 1)).toBe(true);
  });

  test("hides a large cell whose parts would otherwise be told", () => {
    const cube = buildCube(
      [regions],
      [
        { codes: ["A1"], count: 5 },
        { codes: ["A2"], count: 40 },
        { codes: ["B1"], count: 90 },
      ],
    );
    const suppressor = new Suppressor(cube);
    suppressor.run((index) => isSmall(cube.counts[index] ?? 0));
    const hiddenCounts = [...cube.counts].filter((_count, index) => suppressor.hidden[index] === 1);
    expect(hiddenCounts).toEqual([5, 40]);
  });
});

describe("two tables over the same rows", () => {
  const joint = (seed: number) => randomLeaves([sexes, ages, regions, otherRegions], seed, 40);
  const cubesOf = (rows: readonly LeafCount[]) => [
    buildCube(
      [sexes, ages, regions],
      rows.map(({ codes, count }) => ({ codes: [codes[0] ?? "", codes[1] ?? "", codes[2] ?? ""], count })),
    ),
    buildCube(
      [sexes, ages, otherRegions],
      rows.map(({ codes, count }) => ({ codes: [codes[0] ?? "", codes[1] ?? "", codes[3] ?? ""], count })),
    ),
  ];
  const AXES = [
    [0, 1, 2],
    [0, 1, 3],
  ];
  /** Few rows: small cells reach up to the margin that both tables share. */
  const sparse = (seed: number) => joint(seed).map((leaf, index) => (index % 9 === 0 ? leaf : { ...leaf, count: 0 }));

  test.each([1, 2, 3])("seed %i: neither tells what the other hides", (seed) => {
    const rows = sparse(seed);
    const tables = suppressTables(cubesOf(rows), 2);
    expect(determined(tables, rows, AXES)).toEqual([]);
  });

  test("tell it when each is looked after alone", () => {
    const found = [1, 2, 3, 4, 5, 6].flatMap((seed) => {
      const rows = sparse(seed);
      const tables = cubesOf(rows).map((cube, table) => {
        // What stands for a margin that one table alone had to hide.
        const suppressor = new Suppressor(cube);
        if (table === 0) suppressor.protect([1, 1, 0]);
        suppressor.run((index) => isSmall(cube.counts[index] ?? 0));
        return { cube, hidden: suppressor.hidden };
      });
      return determined(tables, rows, AXES);
    });
    expect(found).not.toEqual([]);
  });
});

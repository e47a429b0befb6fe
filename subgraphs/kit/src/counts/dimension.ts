/** One axis of a table of counts: a tree with everything at its root, and values at its leaves that exclude each other. */
export interface Dimension {
  readonly name: string;
  /** Codes by node; node 0 is the root, and a parent comes before its children. */
  readonly codes: readonly string[];
  readonly depths: readonly number[];
  /** The node above; -1 for the root. */
  readonly parents: readonly number[];
  readonly children: readonly (readonly number[])[];
  /** The leaves at or below each node. */
  readonly leaves: readonly (readonly number[])[];
  /** Leaf node by the value of a row. */
  readonly leafNodes: ReadonlyMap<string, number>;
}

/** Marks a node that stands for rows without a value of their own level: it is counted and never listed. */
export const UNPLACED = "~";

/** The value of a row, and the codes from below the root down to its leaf, all of one length. */
export interface LeafPath {
  readonly code: string;
  readonly path: readonly string[];
}

export function buildDimension(name: string, leafPaths: Iterable<LeafPath>): Dimension {
  const codes = [""];
  const depths = [0];
  const parents = [-1];
  const children: number[][] = [[]];
  const leafNodes = new Map<string, number>();
  const nodes = new Map<string, number>([["", 0]]);
  for (const { code: leaf, path } of leafPaths) {
    let parent = 0;
    for (const [index, code] of path.entries()) {
      const key = path.slice(0, index + 1).join("\n");
      let node = nodes.get(key);
      if (node === undefined) {
        node = codes.push(code) - 1;
        nodes.set(key, node);
        depths.push(index + 1);
        parents.push(parent);
        children.push([]);
        children[parent]?.push(node);
      }
      parent = node;
    }
    leafNodes.set(leaf, parent);
  }
  return { name, codes, depths, parents, children, leaves: leavesOf(children), leafNodes };
}

function leavesOf(children: readonly (readonly number[])[]): number[][] {
  const leaves: number[][] = children.map(() => []);
  for (let node = children.length - 1; node >= 0; node -= 1) {
    const below = children[node] ?? [];
    leaves[node] = below.length === 0 ? [node] : below.flatMap((child) => leaves[child] ?? []);
  }
  return leaves;
}

/** The node itself and everything below it. */
export function subtreeOf({ children }: Dimension, node: number): number[] {
  const found = [node];
  for (let index = 0; index < found.length; index += 1) found.push(...(children[found[index] ?? 0] ?? []));
  return found;
}

/** The node and everything above it, up to the root. */
export function lineageOf({ parents }: Dimension, node: number): number[] {
  const found: number[] = [];
  for (let at = node; at >= 0; at = parents[at] ?? -1) found.push(at);
  return found;
}

/** The other nodes under the same parent. */
export function siblingsOf({ parents, children }: Dimension, node: number): number[] {
  return (children[parents[node] ?? -1] ?? []).filter((sibling) => sibling !== node);
}

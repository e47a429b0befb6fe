import { hash } from "node:crypto";

/** One step from a leaf towards the root: the hash beside it, and on which side that stands. */
export interface MerkleStep {
  readonly side: "LEFT" | "RIGHT";
  readonly hash: string;
}

/** The root of no leaves at all. */
export const EMPTY_ROOT = "A".repeat(43);

/** In base64url: unlike hex, it hardly ever looks as if it held somebody's number. */
export function sha256(text: string): string {
  return hash("sha256", text, "base64url");
}

/** Leaves and inner nodes are hashed apart (RFC 6962), so that no inner node can be passed off as a leaf. */
const leafOf = (leaf: string) => sha256(`0${leaf}`);
const nodeOf = (left: string, right: string) => sha256(`1${left}${right}`);

/** The root over hashes. A node without a partner rises as it is. */
export function merkleRoot(leaves: readonly string[]): string {
  let level = leaves.map(leafOf);
  while (level.length > 1) level = above(level);
  return level[0] ?? EMPTY_ROOT;
}

/** The way from one leaf to the root. */
export function merklePath(leaves: readonly string[], index: number): MerkleStep[] {
  const path: MerkleStep[] = [];
  let level = leaves.map(leafOf);
  for (let at = index; level.length > 1; at >>= 1) {
    const beside = level[at ^ 1];
    if (beside !== undefined) path.push({ side: at % 2 === 0 ? "RIGHT" : "LEFT", hash: beside });
    level = above(level);
  }
  return path;
}

export function rootByPath(leaf: string, path: readonly MerkleStep[]): string {
  return path.reduce(
    (node, { side, hash: beside }) => (side === "RIGHT" ? nodeOf(node, beside) : nodeOf(beside, node)),
    leafOf(leaf),
  );
}

function above(level: readonly string[]): string[] {
  const nodes: string[] = [];
  for (let at = 0; at < level.length; at += 2) {
    const [left = "", right] = [level[at], level[at + 1]];
    nodes.push(right === undefined ? left : nodeOf(left, right));
  }
  return nodes;
}

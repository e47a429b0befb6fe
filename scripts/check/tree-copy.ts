import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Caches of tools: a copy begins without any. */
const OWN_TO_EACH = /^\.(cache|vite)/;
/** Links of the workspace to itself: in a copy they must lead into the copy. */
const OURS = "@tongshu";

/** A workspace that may be changed: our files copied as they lie there now, the installed packages linked. */
export class TreeCopy {
  readonly root: string;

  constructor(from: string) {
    this.root = mkdtempSync(join(tmpdir(), "tongshu-copy-"));
    const files = filesOf(from);
    for (const file of files) copyInto(this.root, from, file);
    for (const manifest of files.filter((file) => file.endsWith("/package.json"))) {
      const modules = join(dirname(manifest), "node_modules");
      if (existsSync(join(from, modules))) copyInto(this.root, from, modules);
    }
    linkModules(join(from, "node_modules"), join(this.root, "node_modules"));
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** Everything that is or could be committed, and is there. */
function filesOf(root: string): readonly string[] {
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: root });
  const names = new Set(listed.toString().split("\0"));
  return [...names].filter((name) => name !== "" && existsSync(join(root, name)));
}

function copyInto(root: string, from: string, path: string): void {
  cpSync(join(from, path), join(root, path), { recursive: true, verbatimSymlinks: true });
}

function linkModules(from: string, to: string): void {
  mkdirSync(to);
  for (const name of readdirSync(from)) {
    if (OWN_TO_EACH.test(name)) continue;
    if (name === OURS) cpSync(join(from, name), join(to, name), { recursive: true, verbatimSymlinks: true });
    else symlinkSync(join(from, name), join(to, name));
  }
}

// Runs the hub's own Node 24 with the given arguments, after installing what pnpm-lock.yaml names. Plain JavaScript
// without dependencies: it is what an older Node of the machine runs before anything is installed.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, join, resolve } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const PNPM = "pnpm@12.21.0";
const OLDEST_NODE = 20;

const root = resolve(fileURLToPath(import.meta.url), "../..");
const bin = join(root, "node_modules", ".bin");
const node = join(bin, "node");
const stamp = join(root, "node_modules", ".installed-lock");

/** Everything that decides what an installation holds. */
function lockHash() {
  const patches = join(root, "patches");
  const files = ["pnpm-lock.yaml", "pnpm-workspace.yaml"].map((name) => join(root, name));
  if (existsSync(patches))
    files.push(
      ...readdirSync(patches)
        .sort()
        .map((name) => join(patches, name)),
    );
  const hash = createHash("sha256").update(`${process.platform}-${process.arch}\n`);
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest("hex");
}

function isInstalled(hash) {
  return existsSync(node) && existsSync(stamp) && readFileSync(stamp, "utf8") === hash;
}

function install(hash) {
  process.stderr.write("正在安装依赖…… Installing dependencies …\n");
  const args = ["-y", PNPM, "install", "--frozen-lockfile", "--config.confirmModulesPurge=false"];
  // Messages go to stderr: what the command itself prints may be piped on.
  const run = spawnSync("npx", args, { cwd: root, stdio: ["ignore", 2, 2] });
  if (run.status === 0 && existsSync(node)) return writeFileSync(stamp, hash);
  fail(
    "依赖安装失败：请检查网络或 npm 镜像设置，然后重新运行。",
    "Installing the dependencies failed: check the network or the npm registry setting, then run this again.",
  );
}

function fail(zh, en) {
  process.stderr.write(`${zh}\n${en}\n`);
  process.exit(1);
}

function run(args) {
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ""}` };
  const child = spawn(node, args, { stdio: "inherit", env });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", () => fail("Node 24 无法启动。", "Node 24 cannot be started."));
  child.on("exit", (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

if (Number(process.versions.node.split(".")[0]) < OLDEST_NODE) {
  fail(`需要 Node ${OLDEST_NODE} 或更高版本。`, `Node ${OLDEST_NODE} or newer is needed.`);
}
const hash = lockHash();
if (!isInstalled(hash)) install(hash);
run(process.argv.slice(2));

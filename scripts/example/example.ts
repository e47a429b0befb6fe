import { readFileSync } from "node:fs";
import { type Config, readConfig } from "../config.ts";

/** A demo client whose purpose shows the whole dossier; the case number is the caller's own. */
const CLIENT = { client: "psd-investigation", officer: "psd-investigator-1" };
const HEADERS = {
  "content-type": "application/json",
  "x-purpose": "CRIMINAL_INVESTIGATION",
  "x-case": "620102-2017-0042",
};

/** The dossier on one line. The document holds neither strings nor comments, so its white space means nothing. */
export function dossierQuery(): string {
  return readFileSync(new URL("dossier.graphql", import.meta.url), "utf8")
    .replaceAll(/\s+/g, " ")
    .trim();
}

/**
 * A command that works when pasted into bash in the folder of this workspace. The number travels in the body: a URL
 * or a header would end up in logs.
 */
export function exampleCommand(url: string, config: Config, code: string): string {
  const token = `npx hub token --client ${CLIENT.client} --officer ${CLIENT.officer}`;
  const headers = Object.entries(HEADERS).map(([name, value]) => `  -H '${name}: ${value}' \\`);
  const body = JSON.stringify({ query: dossierQuery(), variables: { code } });
  return [
    `curl -sS ${url}/graphql \\`,
    `  -H "authorization: Bearer $(${[...settingsOf(config), token].join(" ")})" \\`,
    ...headers,
    `  --data-binary '${body}'`,
  ].join("\n");
}

/** The variables under which the token command finds this hub, where they differ from what it would find by itself. */
function settingsOf({ port, dataDir, publicUrl }: Config): string[] {
  const defaults = readConfig({});
  return [
    ...(port === defaults.port ? [] : [`HUB_PORT=${port}`]),
    ...(dataDir === defaults.dataDir ? [] : [`HUB_DATA_DIR='${dataDir.replaceAll("'", "'\\''")}'`]),
    ...(publicUrl === undefined ? [] : [`HUB_PUBLIC_URL=${publicUrl}`]),
  ];
}

import type { Grant } from "@tongshu/gateway";
import { beforeAll, expect, test } from "vitest";
import type { Reply } from "./ask.ts";
import { CALLERS, type CallerName } from "./callers.ts";
import type { PlantedHub } from "./planted-hub.ts";
import { expectedVerdicts, observedVerdicts, readGrants, ruleFor, type Verdicts } from "./verdicts.ts";
import { askAll, type Way } from "./way.ts";

const CALLER_NAMES = Object.keys(CALLERS) as readonly CallerName[];

/** The table caller × field for each way: what every seeded caller is shown of every field of the type at its end. */
export function describeVerdicts(hub: () => PlantedHub, ways: readonly Way[]): void {
  let grants: readonly Grant[] = [];
  beforeAll(async () => {
    grants = await readGrants(hub());
    // One sign-in after the other: the issuer signs, which a busy machine does not do for all of them at once.
    for (const name of CALLER_NAMES) await hub().token(CALLERS[name]);
  });

  test.each(ways)("every caller is shown of $title what its grants say", async (way) => {
    const asked = askAll(way);
    const shown = async (name: CallerName) => {
      const reply = await hub().ask(name, asked);
      if (!reply.codes.includes("CONSENT_REQUIRED")) expect(errorPaths(reply), reply.text).toEqual(deniedPaths(reply));
      return observedVerdicts(way, asked, reply);
    };
    const granted = async (name: CallerName) => expectedVerdicts(way, await ruleFor(hub(), CALLERS[name], grants));
    expect(await forEveryCaller(shown)).toEqual(await forEveryCaller(granted));
  });
}

async function forEveryCaller(find: (name: CallerName) => Promise<Verdicts>): Promise<Record<string, Verdicts>> {
  return Object.fromEntries(await Promise.all(CALLER_NAMES.map(async (name) => [name, await find(name)] as const)));
}

/** Each entry that is not only masked has one error, and nothing else went wrong. */
function deniedPaths({ access }: Reply): readonly (string | undefined)[] {
  return access.flatMap(({ verdict, path }) => (verdict === "MASKED" ? [] : [path.join()])).sort();
}

function errorPaths({ errors }: Reply): readonly (string | undefined)[] {
  return errors.map(({ path }) => path?.join()).sort();
}

/** What one caller is shown at the end of one way, for the rows of a table that are written by hand. */
export async function verdictsOf(hub: PlantedHub, name: CallerName, way: Way): Promise<Verdicts> {
  const asked = askAll(way);
  return observedVerdicts(way, asked, await hub.ask(name, asked));
}

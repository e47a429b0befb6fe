import { findCurrentPolicy, type Grant, openHubDatabase } from "@tongshu/gateway";
import { decodeJwt } from "jose";
import { AccessRule } from "./access-rule.ts";
import type { Reply } from "./ask.ts";
import type { Caller } from "./callers.ts";
import { PEOPLE } from "./planted/people.ts";
import type { PlantedHub } from "./planted-hub.ts";
import { type AskedWay, askAll, columnOf, isLeaf, objectAt, type Way } from "./way.ts";

/** What became of each field: a verdict, ABSENT where the row is not found; or the coordinate that ended the way. */
export type Verdicts = Readonly<Record<string, string>> | { readonly refusedAt: string };

/** The grants that the hub decides by, read from its own database. */
export async function readGrants(hub: PlantedHub): Promise<readonly Grant[]> {
  const database = openHubDatabase({ url: hub.stack.urlOf("hub", "owner"), applicationName: "test" });
  try {
    return (await findCurrentPolicy(database.db))?.content.grants ?? [];
  } finally {
    await database.close();
  }
}

/** The rule for a caller, whose department and region its token names. */
export async function ruleFor(hub: PlantedHub, caller: Caller, grants: readonly Grant[]): Promise<AccessRule> {
  const { department, region } = decodeJwt<{ department: string; region: string }>(await hub.token(caller));
  const citizen = Object.values(PEOPLE).find((row) => row["person_id"] === caller.citizenId);
  const own = grants.filter((grant) => grant.department === department && grant.purpose === caller.purpose);
  const restsOnConsent = caller.purpose === "SOCIAL_ASSISTANCE_CHECK";
  return new AccessRule({ grants: own, region, citizen, restsOnConsent });
}

/** What the rule says about every field at the end of a way. */
export function expectedVerdicts(way: Way, rule: AccessRule): Verdicts {
  const asked = askAll(way);
  if (!asked.reads.every((coordinate) => rule.canCompare(coordinate))) return { refusedAt: asked.rootCoordinate };
  let isLookup = true;
  let isFound = true;
  for (const { type, field, row, isClosed } of asked.steps) {
    if (rule.ofField(type, field, isLookup) !== "FULL") return { refusedAt: `${type}.${field}` };
    isFound &&= rule.isVisible(type, row);
    if (isFound && !rule.isCovered(type, field, row)) return { refusedAt: `${type}.${field}` };
    isFound &&= !isClosed || rule.isInScope(asked.type, way.row);
    isLookup = false;
  }
  isFound &&= rule.isVisible(asked.type, way.row);
  // Under a purpose that rests on consent, whatever number finds nothing is refused like one without consent.
  const [root = { type: asked.type, row: way.row }] = asked.steps;
  if (rule.restsOnConsent && !rule.isVisible(root.type, root.row)) return { refusedAt: "CONSENT_REQUIRED" };
  const verdictOf = (field: string) => {
    const verdict = rule.ofField(asked.type, field, isLookup);
    const isObject = !isLeaf(asked.type, field);
    if (verdict === "DENIED" || (verdict === "MASKED" && isObject)) return "DENIED";
    if (!isFound) return "ABSENT";
    return rule.isCovered(asked.type, field, way.row) ? verdict : "OUT_OF_SCOPE";
  };
  return Object.fromEntries(asked.fields.map((field) => [field, verdictOf(field)]));
}

/** What the hub answered, in the same words. A value that contradicts its verdict is shown in its place. */
export function observedVerdicts(way: Way, asked: AskedWay, reply: Reply): Verdicts {
  if ((reply.data ?? undefined) === undefined) return { refusedAt: reply.codes.join() };
  const ended = reply.access.find(({ path }) => path.length <= asked.path.length);
  if (ended) return { refusedAt: ended.coordinate };
  const object = objectAt(reply.data, asked.path, way);
  const verdictOf = (field: string) => {
    const path = [...asked.path, field].join();
    const entry = reply.access.find((it) => it.path.join() === path && it.coordinate === `${asked.type}.${field}`);
    if (!object) return entry?.verdict === "DENIED" ? "DENIED" : "ABSENT";
    // One entry speaks for a whole list: a value that stands in this row all the same counts as shown.
    const isElsewhere = entry?.verdict === "OUT_OF_SCOPE" && (object[field] ?? null) !== null;
    const verdict = isElsewhere ? "FULL" : (entry?.verdict ?? "FULL");
    return contradiction(verdict, object[field], field, asked.type, way) ?? verdict;
  };
  return Object.fromEntries(asked.fields.map((field) => [field, verdictOf(field)]));
}

function contradiction(verdict: string, value: unknown, field: string, type: string, { row }: Way): string | null {
  const planted = row[columnOf(field)];
  const isPlain = isLeaf(type, field) && planted !== null && planted !== undefined && typeof planted !== "object";
  const isShown = value !== null && value !== undefined;
  if (verdict === "FULL") return isPlain && String(value) !== String(planted) ? `FULL, but ${String(value)}` : null;
  if (verdict === "MASKED") return isShown && value !== planted ? null : `MASKED, but ${String(value)}`;
  return isShown ? `${verdict}, but ${JSON.stringify(value)}` : null;
}

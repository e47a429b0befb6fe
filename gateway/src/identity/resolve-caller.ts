import type { DirectoryClient, DirectoryOfficer } from "../store/directory.ts";
import type { Caller } from "./caller.ts";
import { isRegionInUse, isWithinRegion } from "./region.ts";

/** Whom a request names besides the client: nobody, an officer, or a citizen. */
export interface Actor {
  readonly officerId?: string | undefined;
  readonly citizenId?: string | undefined;
}

export interface KnownActors {
  readonly client: DirectoryClient | undefined;
  /** The officer that `officerId` names, if there is one. */
  readonly officer: DirectoryOfficer | undefined;
}

/** A personId: a pseudonym, never an ID number. */
const PERSON_ID = /^P[A-Z2-7]{24}$/;

/**
 * Who that is today, or null when the client may not speak for it. The issuer asks before it signs a token and the
 * verifier asks again at every request, so that a token never outlives what it says.
 */
export function resolveCaller(actor: Actor, { client, officer }: KnownActors): Caller | null {
  if (client === undefined || !client.isActive || !isRegionInUse(client.region)) return null;
  const { clientId, department, region } = client;
  if (actor.officerId !== undefined && actor.citizenId !== undefined) return null;
  if (actor.citizenId !== undefined) {
    if (!client.canActForCitizens || !PERSON_ID.test(actor.citizenId)) return null;
    return { clientId, department, region, citizenId: actor.citizenId, roles: ["citizen"] };
  }
  if (actor.officerId === undefined) return { clientId, department, region, roles: [] };
  return officer === undefined ? null : resolveOfficer(client, officer);
}

/** An officer keeps the narrower of two regions and only the roles this client may be used for. */
function resolveOfficer(client: DirectoryClient, officer: DirectoryOfficer): Caller | null {
  const { officerId, region, isActive } = officer;
  if (!isActive || officer.department !== client.department) return null;
  if (!isRegionInUse(region) || !isWithinRegion(region, client.region)) return null;
  const roles = officer.roles.filter((role) => client.roles.includes(role));
  if (roles.length === 0) return null;
  return { clientId: client.clientId, department: client.department, region, officerId, roles };
}

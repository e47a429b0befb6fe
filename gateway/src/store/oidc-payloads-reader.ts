import { and, eq } from "drizzle-orm";
import type { HubDb } from "./database.ts";
import { oidcPayloads } from "./tables/issuer.ts";

export type OidcPayloadRow = typeof oidcPayloads.$inferSelect;

/** What the issuer remembers of one kind, by its id or by another of its names. */
export async function findOidcPayload(
  db: HubDb,
  model: string,
  by: "id" | "uid" | "userCode",
  value: string,
): Promise<OidcPayloadRow | undefined> {
  const [row] = await db
    .select()
    .from(oidcPayloads)
    .where(and(eq(oidcPayloads.model, model), eq(oidcPayloads[by], value)));
  return row;
}

import { HubError } from "@tongshu/kit";
import type { Level } from "@tongshu/schema";
import { grantPackages } from "../../store/tables/lineage.ts";
import { act } from "../act.ts";
import { demandSharingAuthority } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import type { ControlEvent } from "../events/record-event.ts";
import { requireShape, requireText } from "../require-text.ts";
import { newestPackage, type PackageRow } from "./package-levels.ts";

export interface SavePackageInput {
  readonly name: string;
  readonly type: string;
  readonly textZh: string;
  readonly textEn: string;
  readonly fields: readonly { readonly field: string; readonly level: Level }[];
}

export interface PackagePayload {
  readonly package: PackageRow;
  readonly event: ControlEvent;
}

/** A new package, or the next version of one; requests made before keep the version they used. Errors: BAD_USER_INPUT. */
export function savePackage(context: ControlContext, input: SavePackageInput): Promise<PackagePayload> {
  const name = requireShape("name", input.name, /^[a-z][a-z0-9-]{2,62}$/, "a-z 0-9 -, 3 to 63");
  const textZh = requireText("textZh", input.textZh, 200);
  const textEn = requireText("textEn", input.textEn, 200);
  const fields = readFields(context, input);
  return act(context, "savePackage", ["admin"], async ({ tx, actor, at, record }) => {
    demandSharingAuthority(actor);
    const before = await newestPackage(tx, name);
    if (before && before.type !== input.type)
      throw new HubError("BAD_USER_INPUT", { field: "type", rule: before.type });
    const version = (before?.version ?? 0) + 1;
    const savedBy = actor.officerId ?? actor.clientId;
    const [saved] = await tx
      .insert(grantPackages)
      .values({ name, version, type: input.type, fields, textZh, textEn, savedBy, savedAt: at })
      .onConflictDoNothing()
      .returning();
    if (!saved) throw new HubError("WRONG_STATE", { field: "name", rule: "saved by somebody else at this moment" });
    const event = await record({
      targetKind: "GrantPackage",
      targetId: `${name}@${version}`,
      before: before ? { ...before } : null,
      after: { ...saved },
    });
    return { package: saved, event };
  });
}

/** A name that no field has would open whatever gets that name later. */
function readFields({ services }: ControlContext, { type, fields }: SavePackageInput): Record<string, Level> {
  const { classification } = services.graph;
  if (!classification.grantableTypes.includes(type)) refuse("type", "a type that can be granted");
  if (fields.length === 0) refuse("fields", "1 or more");
  if (new Set(fields.map(({ field }) => field)).size < fields.length) refuse("fields", "each field once");
  for (const { field } of fields) {
    const sharing = classification.fields.get(`${type}.${field}`)?.sharing;
    if (sharing === undefined || sharing === "NOT_SHARED") refuse("fields", "fields of the type that are shared");
  }
  return Object.fromEntries(fields.map(({ field, level }) => [field, level]));
}

function refuse(field: string, rule: string): never {
  throw new HubError("BAD_USER_INPUT", { field, rule });
}

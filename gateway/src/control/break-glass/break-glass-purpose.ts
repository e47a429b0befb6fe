import type { HubDb } from "../../store/database.ts";
import { purposeDepartments, purposes } from "../../store/tables/policy.ts";

/** The one purpose that whoever maintains the platform may have, for hours and never by an ordinary request. */
export const BREAK_GLASS_PURPOSE = "BREAK_GLASS";

/** Registers it when a session is first asked for. Every read under it names its case. */
export async function ensureBreakGlassPurpose(tx: HubDb, department: string): Promise<void> {
  await tx
    .insert(purposes)
    .values({
      code: BREAK_GLASS_PURPOSE,
      textZh: "平台运维应急查看，限时、留痕",
      textEn: "Maintenance of the platform in an emergency, for hours and on the record",
      legalBasis: "数据安全法第四十条；网络数据安全管理条例第十五条、第十六条",
      basisKind: "STATUTORY_DUTY",
      isCaseRequired: true,
    })
    .onConflictDoNothing();
  await tx.insert(purposeDepartments).values({ purpose: BREAK_GLASS_PURPOSE, department }).onConflictDoNothing();
}

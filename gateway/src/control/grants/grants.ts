import { and, asc, eq, gt } from "drizzle-orm";
import type { HubDb } from "../../store/database.ts";
import { grantOrigins } from "../../store/tables/lineage.ts";
import { grants } from "../../store/tables/policy.ts";
import { requestDecisions } from "../../store/tables/requests.ts";
import { grantRevocations } from "../../store/tables/revocations.ts";
import { look } from "../act.ts";
import type { ControlContext } from "../control-context.ts";
import { type ControlModule, readSdl } from "../control-module.ts";
import { fieldLevels } from "../packages/packages.ts";
import { pageSize } from "../page-size.ts";
import { type GrantRow, visibleGrants } from "./grant-row.ts";
import { grantsInForce } from "./grants-in-force.ts";
import { ownersOfGrant } from "./owned-by.ts";
import { revokeGrant } from "./revoke-grant.ts";
import { succeedDepartment } from "./succeed-department.ts";

/** A grant with where it comes from and what became of it. */
interface ShownGrant extends GrantRow {
  readonly requestNo: number | null;
  readonly supersedes: string | null;
  readonly supersededBy: string | null;
  readonly owners: readonly string[];
  /** In the version that was published last, and not taken back. */
  readonly isInForce: boolean;
  readonly state: "PENDING" | "ACTIVE" | "ENDED" | "REVOKED";
  readonly revocation: typeof grantRevocations.$inferSelect | null;
  readonly approvals: readonly (typeof requestDecisions.$inferSelect)[];
}

export const grantsModule: ControlModule = {
  sdl: readSdl("grants.graphql", import.meta.url),
  resolvers: {
    Query: {
      grants: (_source, args: GrantsArguments, context) => listGrants(args, context),
      grant: (_source, { grantNo }: { grantNo: string }, context) => findGrant(grantNo, context),
    },
    Mutation: {
      revokeGrant: async (_source, { input }, context) => {
        const { grant, event } = await revokeGrant(context, input);
        return { grant: await findGrant(grant.grantNo, context), event };
      },
      succeedDepartment: (_source, { input }, context) => succeedDepartment(context, input),
    },
    Grant: {
      fields: ({ fields }: ShownGrant) => fieldLevels(fields),
      scope: ({ scopeKind, scopePrefixes }: ShownGrant) => ({ kind: scopeKind, prefixes: scopePrefixes }),
      conditions: ({ conditions }: ShownGrant) =>
        Object.entries(conditions ?? {}).map(([field, values]) => ({ field, values })),
    },
  },
};

interface GrantsArguments {
  readonly department?: string | null;
  readonly purpose?: string | null;
  readonly type?: string | null;
  readonly first: number;
  readonly after?: string | null;
}

const READERS = ["admin", "approver", "auditor"] as const;

function listGrants({ department, purpose, type, first, after }: GrantsArguments, context: ControlContext) {
  return look(context, READERS, async ({ tx, actor }) => {
    const rows = await tx
      .select()
      .from(grants)
      .where(
        and(
          await visibleGrants(tx, actor, context),
          department ? eq(grants.department, department) : undefined,
          purpose ? eq(grants.purpose, purpose) : undefined,
          type ? eq(grants.type, type) : undefined,
          after ? gt(grants.grantNo, after) : undefined,
        ),
      )
      .orderBy(asc(grants.grantNo))
      .limit(pageSize(first));
    const published = await grantsInForce(tx);
    const shown: ShownGrant[] = [];
    for (const row of rows) shown.push(await show(tx, row, published, context));
    return shown;
  });
}

function findGrant(grantNo: string, context: ControlContext): Promise<ShownGrant | null> {
  return look(context, READERS, async ({ tx, actor }) => {
    const visible = await visibleGrants(tx, actor, context);
    const [row] = await tx
      .select()
      .from(grants)
      .where(and(eq(grants.grantNo, grantNo), visible));
    return row ? show(tx, row, await grantsInForce(tx), context) : null;
  });
}

async function show(
  tx: HubDb,
  row: GrantRow,
  published: ReadonlySet<string>,
  { services }: ControlContext,
): Promise<ShownGrant> {
  const { grantNo } = row;
  const [origin] = await tx.select().from(grantOrigins).where(eq(grantOrigins.grantNo, grantNo));
  const [successor] = await tx.select().from(grantOrigins).where(eq(grantOrigins.supersedes, grantNo));
  const [revocation] = await tx.select().from(grantRevocations).where(eq(grantRevocations.grantNo, grantNo));
  const approvals = origin
    ? await tx
        .select()
        .from(requestDecisions)
        .where(eq(requestDecisions.requestNo, origin.requestNo))
        .orderBy(asc(requestDecisions.at))
    : [];
  return {
    ...row,
    requestNo: origin?.requestNo ?? null,
    supersedes: origin?.supersedes ?? null,
    supersededBy: successor?.grantNo ?? null,
    owners: ownersOfGrant(row, services.graph.classification),
    isInForce: published.has(grantNo) && row.revokedAt === null,
    state: stateOf(row, services.clock.nowMs()),
    revocation: revocation ?? null,
    approvals,
  };
}

function stateOf({ revokedAt, validFrom, validUntil }: GrantRow, nowMs: number): ShownGrant["state"] {
  if (revokedAt) return "REVOKED";
  if (nowMs < validFrom.getTime()) return "PENDING";
  return nowMs < validUntil.getTime() ? "ACTIVE" : "ENDED";
}

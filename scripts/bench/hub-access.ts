import {
  createPolicySigner,
  openHubDatabase,
  publishPolicy,
  readClientKeys,
  readPolicyDraft,
  requestToken,
  saveBudgets,
  saveGrants,
  savePurposes,
} from "@tongshu/gateway";
import { systemClock } from "@tongshu/kit";
import { type Classification, classify, loadSupergraphSdl } from "@tongshu/schema";
import type { Stack } from "../stack/stack.ts";
import type { RunningWay } from "./way.ts";

/** The headers of a request to a way, with a token where the way wants one. */
export type HeadersOf = (way: RunningWay) => Promise<Readonly<Record<string, string>>>;

const CLIENT_ID = "gso-console";
const DEPARTMENT = "GSO";
const PURPOSE = "BENCHMARK";
const DAY_MS = 86_400_000;

/**
 * Grants one department every field of every type on the rows of its region, the whole province: the answers are then
 * those of the ways without any wall, and each field, each argument and each row is decided all the same.
 */
export async function grantEverything(stack: Stack): Promise<void> {
  const database = openHubDatabase({ url: stack.urlOf("hub", "owner"), applicationName: "bench" });
  const classification = classify(loadSupergraphSdl());
  try {
    await savePurposes(database.db, [benchmarkPurpose()]);
    await saveGrants(database.db, grantsOfEverything(classification));
    await saveBudgets(database.db, unboundedBudgets());
    const draft = await readPolicyDraft(database.db);
    const clock = systemClock;
    const signer = createPolicySigner({ clock, sealingSecret: stack.secrets.get("gateway.sealing") });
    await publishPolicy(database.db, draft, { clock, author: "bench", classification, signer });
  } finally {
    await database.close();
  }
}

/** Far more than a machine can spend: each request is charged all the same, and none is refused. */
function unboundedBudgets() {
  const budget = { pointsPerSecond: 100_000_000, burstPoints: 1_000_000_000, setBy: "bench" };
  const setAt = new Date(systemClock.nowMs());
  return [
    { ...budget, holderKind: "CLIENT" as const, holder: CLIENT_ID, setAt },
    { ...budget, holderKind: "DEPARTMENT" as const, holder: DEPARTMENT, setAt },
  ];
}

function benchmarkPurpose() {
  return {
    code: PURPOSE,
    text: { zh: "性能测量", en: "Measuring performance" },
    legalBasis: "合成数据，无需依据",
    basisKind: "STATUTORY_DUTY",
    departments: [DEPARTMENT],
    isCaseRequired: false,
  } as const;
}

function grantsOfEverything({ fields, grantableTypes }: Classification) {
  const dayStartMs = Math.floor(systemClock.nowMs() / DAY_MS) * DAY_MS;
  const grantable = [...fields.values()].filter(({ sharing }) => sharing !== "NOT_SHARED");
  return grantableTypes.map((type) => ({
    grantNo: `G-${DEPARTMENT}-${PURPOSE}-${type.toUpperCase()}`,
    department: DEPARTMENT,
    purpose: PURPOSE,
    type,
    fields: Object.fromEntries(
      grantable.filter((field) => field.type === type).map(({ field }) => [field, "FULL" as const]),
    ),
    isAggregate: false,
    scope: { kind: "OWN" as const },
    isLookupOnly: false,
    isCaseRequired: false,
    coversSensitiveRows: true,
    maxPerDay: null,
    maxBatch: null,
    legalBasis: benchmarkPurpose().legalBasis,
    validFrom: new Date(dayStartMs).toISOString(),
    validUntil: new Date(dayStartMs + 30 * DAY_MS).toISOString(),
  }));
}

/** A fresh token each time: measuring takes longer than one lives. */
export function hubHeaders(stack: Stack): HeadersOf {
  return async (way) => {
    const common = { "content-type": "application/json" };
    if (!way.needsToken) return common;
    const { [CLIENT_ID]: privateJwk } = await readClientKeys(stack.folder.demoKeysFile);
    if (privateJwk === undefined) throw new Error(`no key of ${CLIENT_ID}`);
    const { accessToken } = await requestToken({ issuerUrl: new URL(way.url).origin, clientId: CLIENT_ID, privateJwk });
    return { ...common, authorization: `Bearer ${accessToken}`, "x-purpose": PURPOSE };
  };
}

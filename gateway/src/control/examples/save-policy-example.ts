import assert from "node:assert";
import { HubError } from "@tongshu/kit";
import type { Classification, Coordinate } from "@tongshu/schema";
import { and, count, eq } from "drizzle-orm";
import { readVariables } from "../../explain/read-variables.ts";
import { isRegionInUse } from "../../identity/region.ts";
import type { HubDb } from "../../store/database.ts";
import { policyExamples } from "../../store/tables/examples.ts";
import { departments } from "../../store/tables/registry.ts";
import { act } from "../act.ts";
import { SHARING_AUTHORITY } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import type { ControlEvent } from "../events/record-event.ts";
import { spokenForBy } from "../grants/speaking-for.ts";
import { requireShape, requireText } from "../require-text.ts";
import { checkExample, type ExampleFailure, type ExampleRow } from "./check-examples.ts";
import type { ExpectedVerdict } from "./expected-verdict.ts";

export interface SavePolicyExampleInput {
  readonly name: string;
  readonly department: string;
  readonly region: string;
  readonly purpose: string;
  readonly operation: string;
  readonly variables?: string | null;
  readonly expected: readonly { readonly coordinate: Coordinate; readonly verdict: ExpectedVerdict }[];
}

export interface PolicyExamplePayload {
  readonly example: ExampleRow;
  /** Under the policy in force: an example may well want what is not so yet. */
  readonly failures: readonly ExampleFailure[];
  readonly event: ControlEvent;
}

const LONGEST_OPERATION = 20_000;
const MAX_EXPECTED = 200;
/** All of them are tried whenever somebody publishes. */
const MAX_EXAMPLES = 200;

/** Errors: ROLE_REQUIRED, BAD_USER_INPUT, and what the data plane would refuse the operation with. */
export function savePolicyExample(
  context: ControlContext,
  input: SavePolicyExampleInput,
): Promise<PolicyExamplePayload> {
  const { explainer, archive, clock } = context.services;
  const content = checked(context, input);
  explainer.read(content.operation, null);
  return act(context, "savePolicyExample", ["admin"], async ({ tx, actor, at, record }) => {
    await demandDepartmentKnown(tx, content.department);
    const owner = actor.department;
    await demandOwnMatter(tx, owner, content, context.services.graph.classification);
    const before = await findExample(tx, owner, content.name);
    if (!before) await demandRoom(tx, owner);
    const values = { ...content, owner, isInUse: true, savedBy: actor.officerId ?? "", savedAt: at };
    const [example] = await tx
      .insert(policyExamples)
      .values(values)
      .onConflictDoUpdate({ target: [policyExamples.owner, policyExamples.name], set: values })
      .returning();
    assert(example, "an example vanished while it was saved");
    const failures = checkExample(example, explainer, await archive.inForce(tx), clock.nowMs());
    const targetId = String(example.exampleNo);
    const event = await record({ targetKind: "PolicyExample", targetId, before, after: { ...example } });
    return { example, failures, event };
  });
}

function checked(context: ControlContext, input: SavePolicyExampleInput) {
  const { fields } = context.services.graph.classification;
  if (!isRegionInUse(input.region)) throw new HubError("BAD_USER_INPUT", { field: "region", rule: "GB/T 2260" });
  if (input.expected.length === 0 || input.expected.length > MAX_EXPECTED) {
    throw new HubError("BAD_USER_INPUT", { field: "expected", rule: `1 to ${MAX_EXPECTED} fields` });
  }
  const unknown = input.expected.find(({ coordinate }) => !fields.has(coordinate));
  if (unknown) throw new HubError("BAD_USER_INPUT", { field: "expected", rule: "coordinates of fields" });
  return {
    name: requireText("name", input.name, 100),
    department: requireShape("department", input.department, /^[A-Z]{3}$/, "a department code"),
    region: input.region,
    purpose: requireShape("purpose", input.purpose, /^[A-Z][A-Z0-9_]{2,62}$/, "a purpose code"),
    operation: requireText("operation", input.operation, LONGEST_OPERATION),
    variables: readVariables(input.variables),
    expected: Object.fromEntries(input.expected.map(({ coordinate, verdict }) => [coordinate, verdict])),
  };
}

async function demandDepartmentKnown(tx: HubDb, code: string): Promise<void> {
  const [known] = await tx.select().from(departments).where(eq(departments.code, code));
  if (!known) throw new HubError("BAD_USER_INPUT", { field: "department", rule: "a registered department" });
}

/**
 * An example is about one's own department or one's own fields: else it would show what others are granted, and keep
 * policies from being published that are nobody's business here. The sharing authority may save any.
 */
async function demandOwnMatter(
  tx: HubDb,
  owner: string,
  { department, expected }: { readonly department: string; readonly expected: Readonly<Record<Coordinate, unknown>> },
  { fields }: Classification,
): Promise<void> {
  if (owner === SHARING_AUTHORITY) return;
  const own = await spokenForBy(tx, owner);
  const isOwn = (coordinate: Coordinate) => own.includes(fields.get(coordinate)?.owner ?? "");
  if (own.includes(department) || Object.keys(expected).every(isOwn)) return;
  throw new HubError("ROLE_REQUIRED", { field: "expected", rule: "own department, or own fields" });
}

async function demandRoom(tx: HubDb, owner: string): Promise<void> {
  const [row] = await tx.select({ held: count() }).from(policyExamples).where(eq(policyExamples.owner, owner));
  if ((row?.held ?? 0) < MAX_EXAMPLES) return;
  throw new HubError("LIMIT_EXCEEDED", { field: "name", rule: `at most ${MAX_EXAMPLES} examples a department` });
}

/** Held until the act ends. */
export async function findExample(tx: HubDb, owner: string, name: string): Promise<ExampleRow | null> {
  const isIt = and(eq(policyExamples.owner, owner), eq(policyExamples.name, name));
  const [row] = await tx.select().from(policyExamples).where(isIt).for("update");
  return row ?? null;
}

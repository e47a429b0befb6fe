import { HubError } from "@tongshu/kit";
import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { operationIdOf } from "../../operations/operation-id.ts";
import { operations, operationVerdicts } from "../../store/tables/operations.ts";
import { type Act, act } from "../act.ts";
import { demandDepartment } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import { judgeOperation } from "./judge-operation.ts";
import { isOperation, type OperationPayload, type OperationRow, shownOperation } from "./operation-row.ts";

export interface RegisterOperationInput {
  readonly department: string;
  readonly text: string;
  readonly purposes: readonly string[];
}

const MAX_CHARACTERS = 50_000;
const MAX_PURPOSES = 20;
/** Each gateway keeps the ids of all in memory. */
const MAX_ACTIVE = 1_000;
const NUMBER_SHAPE = /\d{15}/;

/** Errors: ROLE_REQUIRED, BAD_USER_INPUT, LIMIT_EXCEEDED, WRONG_STATE, and what the data plane would refuse the text with. */
export function registerOperation(context: ControlContext, input: RegisterOperationInput): Promise<OperationPayload> {
  const { services } = context;
  const { department, text } = input;
  const purposes = [...new Set(input.purposes)];
  const name = readName(context, text);
  if (purposes.length === 0 || purposes.length > MAX_PURPOSES) throw refused("purposes", `1 to ${MAX_PURPOSES}`);
  return act(context, "registerOperation", ["admin"], async ({ tx, actor, at, record }) => {
    demandDepartment(actor, department);
    const snapshot = await services.archive.inForce(tx);
    const judged = purposes.map((purpose) => ({
      purpose,
      verdicts: judgeOperation(services, snapshot, { department, text, purpose }),
    }));
    const operationId = operationIdOf(text);
    await demandRoom(tx, department, name, operationId);
    const known = await findOperation(tx, department, operationId);
    if (known && known.withdrawnAt === null)
      throw new HubError("WRONG_STATE", { field: "text", rule: "not registered" });
    const registeredBy = actor.officerId ?? actor.clientId;
    const fresh = { name, registeredBy, registeredAt: at, withdrawnBy: null, withdrawnAt: null };
    const [operation] = await tx
      .insert(operations)
      .values({ ...fresh, department, operationId, text })
      .onConflictDoUpdate({ target: [operations.department, operations.operationId], set: fresh })
      .returning();
    await tx
      .delete(operationVerdicts)
      .where(and(eq(operationVerdicts.department, department), eq(operationVerdicts.operationId, operationId)));
    const policyVersion = snapshot.version;
    await tx
      .insert(operationVerdicts)
      .values(judged.map((row) => ({ ...row, department, operationId, policyVersion, judgedAt: at })));
    const event = await record({
      targetKind: "Operation",
      targetId: `${department} ${operationId}`,
      before: known ? shownOperation(known) : null,
      after: { ...shownOperation(operation as OperationRow), purposes },
    });
    return { operation: operation as OperationRow, event };
  });
}

/** The name of the one operation in the text. Throws BAD_USER_INPUT, or what the data plane would. */
function readName({ services }: ControlContext, text: string): string {
  if (text.length > MAX_CHARACTERS) throw refused("text", `at most ${MAX_CHARACTERS} characters`);
  if (NUMBER_SHAPE.test(text)) throw refused("text", "no number of a person");
  const { incoming } = services.explainer.read(text, null);
  const name = incoming.operation.name?.value;
  if (name === undefined || name.length > 63) throw refused("text", "one query with a name of at most 63 characters");
  return name;
}

async function findOperation(
  tx: Act["tx"],
  department: string,
  operationId: string,
): Promise<OperationRow | undefined> {
  const [row] = await tx.select().from(operations).where(isOperation(department, operationId)).for("update");
  return row;
}

/** Any number that no other lock uses: two who register at once are counted one after the other. */
const REGISTER_LOCK = 7_203_015_540;

async function demandRoom(tx: Act["tx"], department: string, name: string, operationId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${REGISTER_LOCK})`);
  const isActive = and(eq(operations.department, department), isNull(operations.withdrawnAt));
  if ((await tx.$count(operations, isActive)) >= MAX_ACTIVE) {
    throw new HubError("LIMIT_EXCEEDED", { field: "text", rule: `at most ${MAX_ACTIVE} operations in use` });
  }
  const others = and(isActive, eq(operations.name, name), ne(operations.operationId, operationId));
  if ((await tx.$count(operations, others)) > 0) {
    throw new HubError("WRONG_STATE", { field: "text", rule: "no other operation of this name in use" });
  }
}

function refused(field: string, rule: string): HubError {
  return new HubError("BAD_USER_INPUT", { field, rule });
}

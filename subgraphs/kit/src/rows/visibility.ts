import { and, or, type SQL, sql } from "drizzle-orm";
import type { Entity } from "../entity.ts";
import { conditionInput, type TypeAccess } from "./type-access.ts";

/** A condition that is known before the statement is, or one that each row decides. */
export type Condition = boolean | SQL;

export interface Visibility {
  /** Rows whose unconditional fields may be seen by anyone. */
  readonly isPublic: Condition;
  /** Rows the grant covers. */
  readonly isInScope: Condition;
  /** Rows with at least one visible cell; all others must not leave the database. */
  readonly isVisible: Condition;
}

export function visibilityOf(entity: Entity, access: TypeAccess): Visibility {
  const isPublic = access.unconditional.size > 0 ? publicCondition(entity) : false;
  const isInScope = access.granted.size > 0 ? scopeCondition(entity, access) : false;
  return { isPublic, isInScope, isVisible: either(isPublic, isInScope) };
}

/** An `or` written in an entity's or a filter's own condition must not reach past it. */
export function enclosed(condition: SQL): SQL {
  return sql`(${condition})`;
}

/** Rows whose cell of this unconditional field everybody may see. */
export function publicCellCondition(entity: Entity, field: string): Condition {
  const { publicCells = {} } = entity;
  return both(publicCondition(entity), Object.hasOwn(publicCells, field) ? (publicCells[field] ?? false) : true);
}

function publicCondition({ publicRow }: Entity): Condition {
  return publicRow ? enclosed(publicRow) : true;
}

/** Rows the grant covers, whatever fields it gives. */
export function scopeCondition(entity: Entity, access: TypeAccess): Condition {
  const isCovered = both(scopeKindCondition(entity, access.scope), heldConditions(entity, access));
  return both(isCovered, ordinaryCondition(entity, access));
}

/** The person concerned sees a highly sensitive row; of all others only who was granted such rows. */
function ordinaryCondition({ sensitiveRow }: Entity, { scope, coversSensitiveRows }: TypeAccess): Condition {
  if (!sensitiveRow || coversSensitiveRows || scope === "SELF") return true;
  return sql`not ${enclosed(sensitiveRow)}`;
}

/** Every condition of the grant. One that this register cannot test might have left out any row, so it leaves out all. */
function heldConditions({ conditions = {} }: Entity, { conditionFields }: TypeAccess): Condition {
  return conditionFields.reduce<Condition>((held, field) => {
    const source = Object.hasOwn(conditions, field) ? conditions[field] : undefined;
    return both(held, source ? sql`${source} = any(${sql.placeholder(conditionInput(field))}::text[])` : false);
  }, true);
}

function scopeKindCondition(entity: Entity, scope: TypeAccess["scope"]): Condition {
  if (scope === "ALL") return true;
  if (scope === "SELF") return selfCondition(entity);
  if (scope === "NONE") return false;
  const matches = (entity.scopeColumns ?? []).map(
    (column) => sql`${column} like any(${sql.placeholder("patterns")}::text[])`,
  );
  return or(...matches) ?? false;
}

function selfCondition({ selfColumn, selfMatches }: Entity): Condition {
  const personId = sql`${sql.placeholder("self")}::text`;
  if (selfMatches) return enclosed(selfMatches(personId));
  return selfColumn ? sql`${selfColumn} = ${personId}` : false;
}

function both(a: Condition, b: Condition): Condition {
  if (typeof a === "boolean") return a && b;
  if (typeof b === "boolean") return b && a;
  return and(enclosed(a), enclosed(b)) ?? false;
}

export function either(a: Condition, b: Condition): Condition {
  if (typeof a === "boolean") return a || b;
  if (typeof b === "boolean") return b || a;
  return or(a, b) ?? false;
}

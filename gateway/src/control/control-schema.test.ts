import { systemClock } from "@tongshu/kit";
import { loadOwnGraphSdl } from "@tongshu/schema";
import {
  buildASTSchema,
  type DocumentNode,
  getNamedType,
  isNonNullType,
  isObjectType,
  Kind,
  parse,
  printSchema,
  visit,
} from "graphql";
import { describe, expect, test } from "vitest";
import { createControlSchema } from "./control-schema.ts";

const schema = createControlSchema(systemClock);
const EXTRA_LINE = /^(?:Unit|Standard|Source|Limit): \S/;

/** A Chinese sentence, an English one, then lines with a known label. */
function isBilingual(description: string): boolean {
  const [zh = "", en = "", ...rest] = description.split("\n");
  const hasChinese = /\p{Script=Han}/u.test(zh) && zh.endsWith("。");
  const hasEnglish = /^[A-Z0-9]/.test(en) && en.endsWith(".") && !/\p{Script=Han}/u.test(en);
  return hasChinese && hasEnglish && rest.every((line) => EXTRA_LINE.test(line));
}

function undescribed(document: DocumentNode): string[] {
  const found: string[] = [];
  visit(document, {
    enter(node) {
      // The contract's own scalars replace those of the SDL, and their words.
      if (node.kind === Kind.OBJECT_TYPE_EXTENSION || node.kind === Kind.SCALAR_TYPE_DEFINITION) return;
      if (!("description" in node) || !("name" in node)) return;
      if (!isBilingual(node.description?.value ?? "")) found.push(node.name?.value ?? node.kind);
    },
  });
  return found;
}

describe.each([
  ["the control plane", parse(printSchema(schema))],
  ["what the gateway answers itself", parse(loadOwnGraphSdl())],
])("%s", (_name, document) => {
  test("describes every type, field, argument and value in Chinese and English", () => {
    expect(undescribed(document)).toEqual([]);
  });
});

test("an act takes one input and returns a payload that holds its event", () => {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    expect(field.args.map(({ name, type }) => [name, isNonNullType(type)])).toEqual([["input", true]]);
    const payload = getNamedType(field.type);
    expect(isObjectType(payload) && payload.name).toMatch(/Payload$/);
    expect(isObjectType(payload) && getNamedType(payload.getFields()["event"]?.type)?.name).toBe("ControlEvent");
  }
});

test("the printed schema builds again", () => {
  expect(buildASTSchema(parse(printSchema(schema))).getMutationType()?.name).toBe("Mutation");
});

import postgres from "postgres";
import { expect, test } from "vitest";
import { StatementError, toSourceError } from "./source-error.ts";

const refused = (code: string) => Object.assign(new postgres.PostgresError("refused"), { code });
const socketLost = (code: string) => Object.assign(new Error(`write ${code}`), { code, syscall: "write" });

test.each(["EPIPE", "ECONNRESET", "CONNECTION_CLOSED"])("a socket that ends in %s is a source that is down", (code) => {
  expect(toSourceError(socketLost(code))).toMatchObject({ code: "SOURCE_DOWN" });
});

test.each(["08006", "53300", "57P01", "28P01", "3D000", "55000"])("SQLSTATE %s is a source that is down", (code) => {
  expect(toSourceError(refused(code))).toMatchObject({ code: "SOURCE_DOWN" });
});

test("a statement that is cancelled ran out of time", () => {
  expect(toSourceError(refused("57014"))).toMatchObject({ code: "SOURCE_TIMEOUT" });
});

test("a statement that is refused tells its SQLSTATE and nothing else", () => {
  const error = toSourceError(refused("22007"));
  expect(error).toBeInstanceOf(StatementError);
  expect(error.message).toBe("statement failed with SQLSTATE 22007");
});

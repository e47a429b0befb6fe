import { HubError } from "@tongshu/kit";
import type { JWK } from "jose";
import { z } from "zod";

const MAX_LENGTH = 8_192;
const text = z.string().min(1).max(200);

/** Public halves of the two kinds of key that the issuer takes; a private member is refused, not dropped: it was disclosed. */
const JWKS = z.object({
  keys: z
    .array(
      z.union([
        z.strictObject({ kty: z.literal("EC"), crv: z.literal("P-256"), x: text, y: text, ...named("ES256") }),
        z.strictObject({ kty: z.literal("OKP"), crv: z.literal("Ed25519"), x: text, ...named("EdDSA") }),
      ]),
    )
    .min(1)
    .max(4),
});

function named(algorithm: string) {
  return { kid: text, alg: z.literal(algorithm).optional(), use: z.literal("sig").optional() };
}

/** Throws BAD_USER_INPUT. */
export function readPublicJwks(json: string): { keys: JWK[] } {
  const parsed = JWKS.safeParse(json.length > MAX_LENGTH ? null : parse(json));
  if (!parsed.success) {
    throw new HubError("BAD_USER_INPUT", {
      field: "publicJwks",
      rule: "a JWKS of one to four public keys, ES256 or EdDSA, each with a kid",
    });
  }
  const kids = parsed.data.keys.map(({ kid }) => kid);
  if (new Set(kids).size < kids.length) {
    throw new HubError("BAD_USER_INPUT", { field: "publicJwks", rule: "each kid once" });
  }
  return parsed.data as { keys: JWK[] };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

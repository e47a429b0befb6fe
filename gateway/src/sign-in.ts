// What a department's system needs to get a token; a second public face, so that it need not load the gateway.
export { type IssuedToken, requestToken, type TokenRequest } from "./identity/request-token.ts";
export { readClientKeys } from "./store/seed/client-keys.ts";

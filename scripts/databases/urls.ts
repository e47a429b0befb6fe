import type { Secrets } from "../secrets.ts";
import { type DatabaseName, type Duty, databaseOf, roleOf } from "./names.ts";

/** Connection URL of one role on one database of the server that `adminUrl` names. */
export function databaseUrl(adminUrl: string, secrets: Secrets, name: DatabaseName, duty: Duty): string {
  const url = new URL(adminUrl);
  url.pathname = `/${databaseOf(name)}`;
  url.username = roleOf(name, duty);
  url.password = passwordOf(secrets, name, duty);
  return url.href;
}

export function passwordOf(secrets: Secrets, name: DatabaseName, duty: Duty): string {
  return secrets.get(`role.${roleOf(name, duty)}`);
}

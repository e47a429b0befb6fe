/** Who asks, as the token says it; every value was known to the hub when the token was checked. */
export interface Caller {
  readonly clientId: string;
  readonly department: string;
  /** Six-digit division code. */
  readonly region: string;
  /** Set when a department officer asks through the client. */
  readonly officerId?: string;
  /** Set when the portal asks for a citizen signed in: a personId. */
  readonly citizenId?: string;
  readonly roles: readonly Role[];
}

export const ROLES = ["officer", "investigator", "admin", "approver", "auditor", "citizen"] as const;
export type Role = (typeof ROLES)[number];

import type { Clock, Register } from "@tongshu/kit";
import type { Watermark } from "../audit/watermark.ts";
import type { Explainer } from "../explain/explainer.ts";
import type { HubGraph } from "../federation/supergraph.ts";
import type { Caller } from "../identity/caller.ts";
import type { Seal } from "../identity/seal.ts";
import type { HubDb } from "../store/database.ts";
import type { PolicyArchive } from "../store/policy-archive.ts";
import type { PolicySigner } from "../store/policy-signer.ts";

/** One request on its way through the control plane. */
export interface ControlContext {
  readonly requestId: string;
  /** Who asks, as the token says it. What it may do is read from the directory when it acts. */
  readonly caller: Caller;
  readonly services: ControlServices;
}

/** What every act of the control plane may use; one for the life of the gateway. */
export interface ControlServices {
  /** The hub database under its control role. Ask for it each time. */
  readonly database: { readonly db: HubDb };
  readonly clock: Clock;
  readonly graph: HubGraph;
  /** Asked what they hold; never for a row. */
  readonly registers: readonly Pick<Register, "name" | "holdings">[];
  readonly explainer: Explainer;
  /** Every policy that was ever in force. */
  readonly archive: PolicyArchive;
  readonly signer: PolicySigner;
  /** Locks what is proposed in a correction. */
  readonly seal: Seal;
  /** Marks what is exported. */
  readonly watermark: Watermark;
}

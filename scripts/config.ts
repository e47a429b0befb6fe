import { join, resolve } from "node:path";
import { type BilingualText, bilingual } from "@tongshu/schema";
import { z } from "zod";
import { REGISTER_NAMES, type RegisterName } from "./databases/names.ts";

/** Where the workspace lies; the default data folder is there, whatever folder a command is called from. */
const ROOT = resolve(import.meta.dirname, "..");

const HIGHEST_PORT = 65_535;
/** About 11,600 people; with fewer, some county has nobody to own its companies. */
const SMALLEST_SCALE = 0.0005;
const SEALING_SECRET_LENGTH = 32;

/** What each variable must be, as the operator is told when it is not. */
const RULES = {
  HUB_PORT: { zh: "应为 0 到 65535 的整数", en: "must be a whole number from 0 to 65535" },
  HUB_HOST: { zh: "应为主机名或地址", en: "must be a host name or an address" },
  HUB_PUBLIC_URL: { zh: "应为 http(s) 地址", en: "must be an http(s) address" },
  HUB_DATA_DIR: { zh: "应为目录路径", en: "must be the path of a folder" },
  HUB_SCALE: { zh: "应为 0.0005 到 1 之间的数", en: "must be a number from 0.0005 to 1" },
  HUB_SEED: { zh: "应为非负整数", en: "must be a whole number, zero or more" },
  HUB_POSTGRES_URL: { zh: "应为 postgres:// 开头的地址", en: "must be an address that starts with postgres://" },
  HUB_DATABASE_URL: { zh: "应为 postgres:// 开头的地址", en: "must be an address that starts with postgres://" },
  HUB_CONTROL_DATABASE_URL: {
    zh: "应为 postgres:// 开头的地址",
    en: "must be an address that starts with postgres://",
  },
  HUB_CAPABILITY_PRIVATE_KEY_FILE: { zh: "应为文件路径", en: "must be the path of a file" },
  HUB_CAPABILITY_PUBLIC_KEY_FILE: { zh: "应为文件路径", en: "must be the path of a file" },
  HUB_SEALING_SECRET: { zh: "应至少 32 个字符", en: "must have at least 32 characters" },
  HUB_OTLP_URL: { zh: "应为 http(s) 地址", en: "must be an http(s) address" },
  HUB_POPULATION_URL: { zh: "应为 http(s) 地址", en: "must be an http(s) address" },
  HUB_LEGAL_ENTITIES_URL: { zh: "应为 http(s) 地址", en: "must be an http(s) address" },
  HUB_E_LICENCES_URL: { zh: "应为 http(s) 地址", en: "must be an http(s) address" },
  HUB_SUPERVISION_URL: { zh: "应为 http(s) 地址", en: "must be an http(s) address" },
  HUB_GOVERNANCE_EVENTS_URL: { zh: "应为 http(s) 地址", en: "must be an http(s) address" },
} as const satisfies Record<string, BilingualText>;
type Variable = keyof typeof RULES;

const wholeNumber = z.string().regex(/^\d+$/).transform(Number);
const path = z
  .string()
  .transform((given) => resolve(given))
  .optional();
const postgresUrl = z.url({ protocol: /^postgres(ql)?$/ }).optional();
const httpUrl = z.url({ protocol: /^https?$/ }).optional();

const environment = z.object({
  HUB_PORT: wholeNumber.pipe(z.number().max(HIGHEST_PORT)).default(4000),
  HUB_HOST: z
    .string()
    .regex(/^[\w.:-]+$/)
    .default("127.0.0.1"),
  HUB_PUBLIC_URL: httpUrl,
  HUB_DATA_DIR: z
    .string()
    .default(join(ROOT, ".hub"))
    .transform((path) => resolve(path)),
  HUB_SCALE: z.string().transform(Number).pipe(z.number().min(SMALLEST_SCALE).max(1)).default(0.001),
  HUB_SEED: wholeNumber.pipe(z.number().max(Number.MAX_SAFE_INTEGER)).default(1),
  HUB_POSTGRES_URL: postgresUrl,
  HUB_DATABASE_URL: postgresUrl,
  HUB_CONTROL_DATABASE_URL: postgresUrl,
  HUB_CAPABILITY_PRIVATE_KEY_FILE: path,
  HUB_CAPABILITY_PUBLIC_KEY_FILE: path,
  HUB_SEALING_SECRET: z.string().min(SEALING_SECRET_LENGTH).optional(),
  HUB_OTLP_URL: httpUrl,
  HUB_POPULATION_URL: httpUrl,
  HUB_LEGAL_ENTITIES_URL: httpUrl,
  HUB_E_LICENCES_URL: httpUrl,
  HUB_SUPERVISION_URL: httpUrl,
  HUB_GOVERNANCE_EVENTS_URL: httpUrl,
} satisfies Record<Variable, z.ZodType>);

export interface Config {
  readonly port: number;
  readonly host: string;
  /** The address callers know the hub by, when it is not the one it listens on. */
  readonly publicUrl: string | undefined;
  readonly dataDir: string;
  /** Share of the province that is generated: 1 is all of it. */
  readonly scale: number;
  readonly seed: number;
  /** A server of the operator's own; the embedded one when absent. */
  readonly postgresUrl: string | undefined;
  /** What one part needs when it is served on its own; found in the data folder when absent. */
  readonly part: {
    /** Its own database under its runtime role. */
    readonly databaseUrl: string | undefined;
    /** The hub database under its control role; a gateway without it has no control plane. */
    readonly controlDatabaseUrl: string | undefined;
    readonly capabilityPrivateKeyFile: string | undefined;
    readonly capabilityPublicKeyFile: string | undefined;
    /** Locks the signing keys in the hub database. */
    readonly sealingSecret: string | undefined;
  };
  /** Every variable that is not the hub's own, for the processes it starts. */
  readonly inherited: Readonly<Record<string, string>>;
  /** OpenTelemetry collector that takes the gateway's spans. */
  readonly otlpUrl: string | undefined;
  /** Where each register answers when it runs on its own. */
  readonly registerUrls: Readonly<Partial<Record<RegisterName, string>>>;
}

export class ConfigError extends Error {
  readonly problems: readonly BilingualText[];

  constructor(problems: readonly BilingualText[]) {
    super(problems.map(bilingual).join("\n"));
    this.name = "ConfigError";
    this.problems = problems;
  }
}

/** Reads the environment once; throws one ConfigError that names every variable at fault. An empty variable is unset. */
export function readConfig(variables: NodeJS.ProcessEnv): Config {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const parsed = environment.safeParse(set);
  if (!parsed.success) throw new ConfigError(problemsOf(parsed.error));
  const values = parsed.data;
  const urls = REGISTER_NAMES.map((name) => [name, values[urlVariable(name)]] as const);
  return Object.freeze({
    port: values.HUB_PORT,
    host: values.HUB_HOST,
    publicUrl: values.HUB_PUBLIC_URL,
    dataDir: values.HUB_DATA_DIR,
    scale: values.HUB_SCALE,
    seed: values.HUB_SEED,
    postgresUrl: values.HUB_POSTGRES_URL,
    otlpUrl: values.HUB_OTLP_URL,
    part: Object.freeze({
      databaseUrl: values.HUB_DATABASE_URL,
      controlDatabaseUrl: values.HUB_CONTROL_DATABASE_URL,
      capabilityPrivateKeyFile: values.HUB_CAPABILITY_PRIVATE_KEY_FILE,
      capabilityPublicKeyFile: values.HUB_CAPABILITY_PUBLIC_KEY_FILE,
      sealingSecret: values.HUB_SEALING_SECRET,
    }),
    inherited: Object.freeze(withoutOwn(variables)),
    registerUrls: Object.freeze(Object.fromEntries(urls.filter(([, url]) => url !== undefined))),
  });
}

export function urlVariable(name: RegisterName) {
  return `HUB_${name.toUpperCase().replaceAll("-", "_") as Uppercase<Underscored<RegisterName>>}_URL` as const;
}

type Underscored<Name> = Name extends `${infer Head}-${infer Tail}` ? `${Head}_${Underscored<Tail>}` : Name & string;

function withoutOwn(variables: NodeJS.ProcessEnv): Record<string, string> {
  const others = Object.entries(variables).filter(([name, value]) => value !== undefined && !name.startsWith("HUB_"));
  return Object.fromEntries(others) as Record<string, string>;
}

function problemsOf(error: z.ZodError): BilingualText[] {
  const names = new Set(error.issues.map((issue) => String(issue.path[0]) as Variable));
  return [...names].map((name) => ({ zh: `${name} ${RULES[name].zh}。`, en: `${name} ${RULES[name].en}.` }));
}

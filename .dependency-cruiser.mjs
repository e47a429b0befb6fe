// Who may import whom. Each rule has a fixture of its name under tests/architecture/fixtures that breaks it.
const PACKAGE = "schema|gateway|scripts|tests|subgraphs/[^/]+";
const TEST = "[.]test[.]ts$";
const PUBLIC_FACES =
  "^(schema/(index|compose)|gateway/src/(index|sign-in)|scripts/(index|stack)|subgraphs/[^/]+/src/index)[.]ts$";

/** @type {(import("dependency-cruiser").IForbiddenRuleType & { name: string })[]} */
const rules = [
  {
    name: "gateway-knows-no-register",
    comment: "The gateway takes registers from the composition root, so that none can be built into it.",
    from: { path: "^gateway/src/" },
    to: { path: "^(subgraphs/(?!kit/)|gateway/console/|scripts/)" },
  },
  {
    name: "console-stands-alone",
    comment: "The console is an honest client: it knows GraphQL and nothing of ours.",
    from: { path: "^gateway/console/" },
    to: { path: `^(${PACKAGE})/`, pathNot: "^gateway/console/" },
  },
  {
    name: "registers-are-strangers",
    comment: "A register knows the kit and the schema, never another register, the gateway or the command line.",
    from: { path: "^subgraphs/(?!kit/)([^/]+)/", pathNot: TEST },
    to: { path: `^(${PACKAGE})/`, pathNot: "^(schema/|subgraphs/kit/|subgraphs/$1/)" },
  },
  {
    name: "kit-knows-the-schema-only",
    comment: "What all registers share must not depend on one of them.",
    from: { path: "^subgraphs/kit/", pathNot: TEST },
    to: { path: `^(${PACKAGE})/`, pathNot: "^(schema/|subgraphs/kit/)" },
  },
  {
    name: "schema-knows-nothing",
    comment: "The contract stands on npm packages alone.",
    from: { path: "^schema/", pathNot: TEST },
    to: { path: `^(${PACKAGE})/`, pathNot: "^schema/" },
  },
  {
    name: "no-deep-paths",
    comment: "One package reaches another through its public face.",
    from: { path: `^(${PACKAGE})/` },
    to: { path: `^(${PACKAGE})/`, pathNot: ["^$1/", PUBLIC_FACES, "^tests/support/"] },
  },
  {
    name: "graphql-asks-loaders",
    comment:
      "A resolver reads through a loader and writes through an action, so that scope and masks cannot be skipped.",
    from: { path: "^subgraphs/([^/]+)/src/graphql/", pathNot: ["^subgraphs/kit/", TEST] },
    to: { path: "^subgraphs/$1/src/", pathNot: "^subgraphs/$1/src/(graphql|loaders|actions|domain)/" },
  },
  {
    name: "loaders-stand-on-store",
    comment: "Reads and writes know tables and rules, never resolvers or one another.",
    from: { path: "^subgraphs/([^/]+)/src/(loaders|actions)/", pathNot: ["^subgraphs/kit/", TEST] },
    to: { path: "^subgraphs/$1/src/", pathNot: "^subgraphs/$1/src/($2|store|domain)/" },
  },
  {
    name: "domain-is-pure",
    comment: "Rules of the field are functions of their arguments.",
    from: { path: "^subgraphs/([^/]+)/src/domain/", pathNot: TEST },
    to: { path: "^(subgraphs|gateway|scripts|tests)/", pathNot: "^subgraphs/$1/src/domain/" },
  },
  {
    name: "tests-support-tests",
    comment: "What only tests need must not run in production.",
    from: { path: `^(${PACKAGE})/`, pathNot: ["^tests/", TEST] },
    to: { path: `^tests/|${TEST}` },
  },
  {
    name: "no-circles",
    comment: "Two files that need each other are one file, or hide a third.",
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
  },
  {
    name: "everything-resolves",
    comment: "An import that leads nowhere is not checked by any rule above.",
    from: {},
    to: { couldNotResolve: true },
  },
];

export const forbidden = rules.map((rule) => ({ severity: /** @type {const} */ ("error"), ...rule }));

export const options = {
  doNotFollow: { path: "node_modules" },
  exclude: { path: "(^|/)(node_modules|fixtures|generated|migrations)/" },
  tsPreCompilationDeps: true,
  tsConfig: { fileName: "tsconfig.json" },
  enhancedResolveOptions: {
    exportsFields: ["exports"],
    conditionNames: ["import", "node", "default", "types"],
    mainFields: ["main", "types"],
  },
};

export default { forbidden, options };
